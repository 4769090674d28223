"""Two published versions side by side: starting such an experiment, and ending it with a choice."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from roles.admin.desk import desk_page, render_desk
from roles.admin.experiment_figures import experiment_figures
from roles.admin.version_pages import Difference
from roles.domain.errors import (
    CatalogError,
    ChecksFailed,
    DraftHasMoved,
    ExperimentEnded,
    ExperimentRefused,
    ExperimentRunning,
)
from roles.models import CatalogVersion, Experiment
from roles.models.experiments import SHARES
from roles.queries.catalog import published_version
from roles.queries.experiments import past_experiments, running_experiment
from roles.queries.scheduling import PUBLISH, scheduled_publication
from roles.queries.versions import version_document, version_heads
from roles.services.experiments import end_experiment, refuse_pair, start_experiment
from roles.wording.changes import published_sentences
from roles.wording.draft import dropped_sentence
from roles.wording.experiments import (
    again_note,
    already_running_sentence,
    choice_labels,
    end_refusal,
    ended_already_sentence,
    ended_sentence,
    obstacle_sentence,
    past_line,
    running_sentence,
    size_sentence,
    start_refusal,
    started_sentence,
)
from roles.wording.versions import difference_sentence, version_choice

SHARE_AT_FIRST = 50  # percent


class OtherVersionForm(forms.Form):
    """Which earlier version to set beside the one in force."""

    other = forms.TypedChoiceField(
        label=_("Earlier version"),
        coerce=int,
        error_messages={
            "required": _("Choose a version"),
            "invalid_choice": _("Choose an earlier version"),
        },
    )

    def __init__(self, data: Mapping[str, str] | None, earlier: list[CatalogVersion]) -> None:
        super().__init__(data)
        choices = [(str(each.number), version_choice(each)) for each in earlier]
        self.fields["other"].choices = [("", gettext("Choose one")), *choices]  # type: ignore[attr-defined]  # a ChoiceField


class StartForm(forms.Form):
    """The confirmation: which two versions were looked at, and how many people get the other."""

    share = forms.IntegerField(
        label=_("Percent of new people who get the earlier version"),
        help_text=_("People who have already opened the quiz keep the version they have."),
        error_messages={
            "required": _("Say how many percent"),
            "invalid": _("Write a whole number, such as 50"),
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    other = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, str] | None = None, initial: Mapping[str, int] | None = None
    ) -> None:
        held = {"share": SHARE_AT_FIRST, **(initial or {})}
        # The page has a control of the name `other` already.
        super().__init__(data, initial=held, auto_id="start_%s")
        low, high = SHARES
        self.fields["share"].widget.attrs |= {"min": low, "max": high, "inputmode": "numeric"}
        self.helper = FormHelper()
        button = Submit("start", gettext("Start the experiment"))
        self.helper.layout = Layout("share", "version", "other", button)

    def clean_share(self) -> int:
        share: int = self.cleaned_data["share"]
        low, high = SHARES
        if not low <= share <= high:
            words = gettext("Choose a number from %(low)s to %(high)s")
            raise ValidationError(words % {"low": low, "high": high})
        return share


class EndForm(forms.Form):
    """The choice that ends what runs."""

    chosen = forms.TypedChoiceField(
        label=_("Which version do you choose?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={
            "required": _("Choose one of the two"),
            "invalid_choice": _("Choose one of the two"),
        },
    )
    started_at = forms.DateTimeField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str] | None, experiment: Experiment) -> None:
        super().__init__(data, initial={"started_at": experiment.started_at.isoformat()})
        self.fields["chosen"].choices = choice_labels(experiment)  # type: ignore[attr-defined]  # a ChoiceField
        self.helper = FormHelper()
        button = Submit("end", gettext("End the experiment"))
        self.helper.layout = Layout("chosen", "started_at", button)


@desk_page("roles.view_catalogversion")
@require_http_methods(["GET", "HEAD", "POST"])
def experiment(request: HttpRequest) -> HttpResponse:
    """What runs and, for publishers, the form that ends it; or the one that starts one. Below it,
    what ran before."""
    running = running_experiment()
    if request.method != "POST":
        return _page(request, running)
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    if "end" in request.POST:
        return _end(request, running)
    return _start(request, running)


# --- start


def _start(request: HttpRequest, running: Experiment | None) -> HttpResponse:
    form = StartForm(request.POST)
    if not form.is_valid():
        return _page(request, running, form)
    wanted = form.cleaned_data | {"author": request.user.get_username(), "now": timezone.now()}
    try:
        started = start_experiment(**wanted)
    except ExperimentRunning:
        messages.error(request, already_running_sentence())
        return redirect("desk:experiment")
    except (ExperimentRefused, DraftHasMoved, CatalogError, ChecksFailed) as error:
        messages.error(request, start_refusal(error, wanted["other"]))
        return _page(request, running, form)
    messages.success(request, started_sentence(started))
    return redirect("desk:experiment")


def _start_context(
    request: HttpRequest, live: CatalogVersion, form: StartForm | None
) -> dict[str, Any]:
    """The choice of a version; once there is one, what differs and the confirmation."""
    earlier = [each for each in version_heads("catalog") if each.number < live.number]
    chosen: Any = request.GET if "other" in request.GET else None
    if form is not None:
        chosen = {"other": form["other"].value()}
    choice = OtherVersionForm(chosen, earlier)
    context: dict[str, Any] = {"earlier": earlier, "choice": choice}
    if not choice.is_valid():
        return context
    other = next(each for each in earlier if each.number == choice.cleaned_data["other"])
    context |= {"other": other} | _difference(live, other)
    try:
        refuse_pair(version=live, other=other)
    except ExperimentRefused as error:
        return context | {"obstacle": obstacle_sentence(error, other.number)}
    numbers = {"version": live.number, "other": other.number}
    if form is not None and form["version"].value() == str(live.number):
        return context | {"form": form}  # with what was typed
    return context | {"form": StartForm(initial=numbers)}


def _difference(live: CatalogVersion, other: CatalogVersion) -> dict[str, Any]:
    found = Difference("catalog", version_document(live), version_document(other))
    return {"found": found, "difference_sentence": difference_sentence(found.rows)}


# --- end


def _end(request: HttpRequest, running: Experiment | None) -> HttpResponse:
    if running is None:
        messages.info(request, ended_already_sentence())
        return redirect("desk:experiment")
    form = EndForm(request.POST, running)
    if not form.is_valid():
        return _page(request, running, form)
    scheduled = scheduled_publication()
    try:
        ended = end_experiment(
            author=request.user.get_username(),
            note=again_note(running),
            now=timezone.now(),
            **form.cleaned_data,
        )
    except ExperimentEnded:
        messages.info(request, ended_already_sentence())
        return redirect("desk:experiment")
    except (CatalogError, ChecksFailed, DraftHasMoved) as error:
        messages.error(request, end_refusal(error, running.other.number))
        return _page(request, running, form)
    messages.success(request, ended_sentence(ended.experiment))
    for sentence in published_sentences([ended.published]):
        messages.success(request, sentence)
    if ended.published and scheduled and not scheduled.has_failed:
        messages.info(request, dropped_sentence())
    return redirect("desk:experiment")


# --- the page


def _page(
    request: HttpRequest, running: Experiment | None, form: StartForm | EndForm | None = None
) -> HttpResponse:
    may_publish, live = request.user.has_perm(PUBLISH), published_version()
    context: dict[str, Any] = {
        "running": running,
        "live": live,
        "may_publish": may_publish,
        "size_sentence": size_sentence(),
        "past": [past_line(each) for each in past_experiments()],
    }
    if running is not None:
        ending = form if isinstance(form, EndForm) else EndForm(None, running)
        context |= {"sentence": running_sentence(running), "form": ending}
        context |= _difference(running.version, running.other)
        context |= experiment_figures(request, running)
    elif live is not None and may_publish:
        starting = form if isinstance(form, StartForm) else None
        context |= {"scheduled": scheduled_publication()}
        context |= _start_context(request, live, starting)
    return render_desk(request, "admin/desk/experiment.html", gettext("Experiment"), context)
