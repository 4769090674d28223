"""What came of two versions that run side by side so far, as the statistics page has it."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from roles.admin.start import STATISTICS
from roles.domain.dashboard import dashboard
from roles.domain.dates import utc_day
from roles.domain.experiments import SinceStart, shows_hit_rate
from roles.models import Experiment
from roles.queries.dashboard import find_release
from roles.queries.experiments import running_experiment
from roles.wording.experiment_figures import (
    counted_sentence,
    hit_rates_table,
    none_yet_sentence,
    not_begun_sentence,
    too_few_sentence,
    version_figures,
)
from roles.wording.experiments import running_sentence
from roles.wording.statistics import FigureNames
from roles.wording.statistics_contrasts import contrasts_table


def experiment_figures(request: HttpRequest, running: Experiment) -> dict[str, Any]:
    """The version in force compared with the other one, from the first whole day on which both
    run. Nothing for those who may not see statistics."""
    if not request.user.has_perm(STATISTICS):
        return {}
    found = find_release()
    version, other = running.version.number, running.other.number
    first, today = utc_day(running.started_at) + timedelta(days=1), utc_day(timezone.now())
    if missing := [each for each in (version, other) if each not in found.release.versions]:
        return {"figures_sentence": too_few_sentence(missing)}
    if today < first:
        return {"figures_sentence": not_begun_sentence(first)}
    chosen, against = (SinceStart(first, today, number) for number in (version, other))
    compared = dashboard(found.release, chosen, against)
    if None in (compared.chosen.started.days, compared.compared.started.days):
        return {"figures_sentence": none_yet_sentence(first)}
    told = [each for each in (version, other) if shows_hit_rate(found.release, each)]
    return {
        "counted_sentence": counted_sentence(first),
        "hit_rates": hit_rates_table(compared, told),
        "figures": version_figures(compared),
        "comparison": contrasts_table(compared, FigureNames(found.roles, found.statements, {})),
        "figures_address": _address(first.isoformat(), version, other),
    }


def _address(first: str, version: int, other: int) -> str:
    """The statistics page, comparing the two."""
    asked: dict[str, str | int] = {"from": first, "version": version}
    asked |= {"compare": "version", "compare_version": other}
    return f"{reverse('desk:statistics')}?{urlencode(asked)}"


def experiment_note(request: HttpRequest) -> dict[str, str] | None:
    """What the statistics page says of an experiment that runs: see
    admin/desk/statistics/experiment.html. One query."""
    running = running_experiment()
    if running is None:
        return None
    may_look = request.user.has_perm("roles.view_catalogversion")
    address = reverse("desk:experiment") if may_look else ""
    return {"sentence": running_sentence(running), "address": address}
