"""The scoring lab: how all roles of the draft stand to each other, and whom the quiz recognises."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.admin.desk import desk_page, render_desk
from roles.domain.errors import CatalogError
from roles.domain.trials import recognition_trial
from roles.domain.types import Catalog
from roles.pages.insight import lab_page, recognized
from roles.queries.catalog import draft_catalog
from roles.queries.figures import figures_of, measured_seed, shipped_table
from roles.queries.roles import published_as_renamed
from roles.wording.figures import habit_name

TRIAL_BANKS, TRIAL_PEOPLE = 5, 60
RUN = "run"  # asks for the small run


@desk_page("roles.view_roleprofile")
@require_safe
def lab(request: HttpRequest) -> HttpResponse:
    """All roles of the draft beside what is published, their pairs, and simulated people."""
    before, draft = published_as_renamed(), _sound_draft()
    context: dict[str, Any] = {"before": before, "is_draft": draft is not None}
    if catalog := draft or before:
        context |= {"catalog": catalog, "lab": lab_page(before, catalog)}
        context |= _recognition(catalog, runs=RUN in request.GET)
    return render_desk(request, "admin/desk/lab.html", _("Scoring lab"), context)


def _sound_draft() -> Catalog | None:
    try:
        return draft_catalog()
    except CatalogError:
        return None


def _recognition(catalog: Catalog, *, runs: bool) -> dict[str, Any]:
    """The figures measured on this very catalog; else those of a small run, once asked for."""
    if figures := figures_of(catalog):
        measured, found = measured_seed(), figures.jobs or figures.cold
        return {
            "figures": figures,
            "recognition": found,
            "recognized": recognized(catalog, found),
            "reliability": [
                (habit_name(code), worth) for code, worth in figures.reliability.items()
            ],
            "banks": measured.banks,
            "people": measured.people,
        }
    expected = shipped_table(catalog)
    counts = {"banks": TRIAL_BANKS, "people": TRIAL_PEOPLE}
    known = {"trial": counts, "has_table": expected is not None}
    if not runs:
        return known
    found = recognition_trial(catalog, expected, TRIAL_BANKS, TRIAL_PEOPLE)
    return known | counts | {"recognition": found, "recognized": recognized(catalog, found)}
