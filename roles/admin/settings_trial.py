"""What the typed settings would do to the quiz: three simulated figures beside those in force."""

from dataclasses import fields, replace
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from roles.admin.desk import desk_page
from roles.content.catalog import FORMAT
from roles.domain.errors import CatalogError
from roles.domain.trials import quiz_trial
from roles.domain.types import Catalog, Settings
from roles.models import ScoringSettings
from roles.queries.catalog import draft_catalog, published_catalog

TRIAL_PEOPLE = 200
TEMPLATE = "admin/roles/scoringsettings/trial.html"


@desk_page("roles.view_scoringsettings")
@require_POST
def settings_insight(request: HttpRequest) -> HttpResponse:
    """The three figures, for the settings in the form that is sent."""
    settings = ScoringSettings.objects.first()
    if settings is None:
        raise Http404
    model_admin = admin.site.get_model_admin(ScoringSettings)
    form = model_admin.get_form(request, settings)(request.POST, instance=settings)
    return render(request, TEMPLATE, trial_context(form))


def trial_context(form: "ModelForm[ScoringSettings]") -> dict[str, Any]:
    """The figures with the settings in force, and with those of a form; nothing while it has
    errors."""
    if form.errors:
        return {"has_errors": True}
    typed = Settings(**{one.name: getattr(form.instance, one.name) for one in fields(Settings)})
    published = published_catalog()
    catalog = published or _draft()
    if catalog is None:
        return {"has_no_catalog": True}
    after = replace(catalog, settings=typed, format=FORMAT)
    return {
        "before": published and quiz_trial(published, TRIAL_PEOPLE),
        "after": quiz_trial(after, TRIAL_PEOPLE),
    }


def _draft() -> Catalog | None:
    try:
        return draft_catalog()
    except CatalogError:
        return None
