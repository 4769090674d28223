"""The draft in the admin: its changes, what checks say of them, and publishing it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roles.admin.desk import desk_page, render_desk
from roles.admin.draft_form import PublishForm
from roles.admin.draft_page import DraftPage
from roles.domain.dates import utc_day
from roles.domain.errors import (
    CatalogError,
    ChecksFailed,
    DraftHasMoved,
    ExperimentRunning,
    NothingToPublish,
)
from roles.queries.draft import draft_state
from roles.queries.scheduling import scheduled_publication
from roles.services.publishing import Published, publish_draft
from roles.services.scheduling import schedule_publication
from roles.web import kept_typing
from roles.wording.changes import published_sentences
from roles.wording.draft import dropped_sentence
from roles.wording.experiments import unpublished_sentence

SEEN = "roles.view_roleprofile"  # whoever may look at the draft may see what changed


@desk_page(SEEN, keeps_typing=True)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """What changed, what checks say, what it would do to results; below it, for publishers, the
    form that publishes at once or on a day."""
    page = DraftPage(request, draft_state())
    if request.method != "POST":
        typed = _typed_values(request) if page.may_publish else {}
        return _draft_page(request, page, _form(page, None, _scheduled_values() | typed))
    form = _form(page, request.POST)
    if not page.may_publish:
        said = _("Nothing was published: you may no longer publish. Your note is kept below.")
        messages.error(request, said)
        return _draft_page(request, page, form, status=403)
    if not form.is_valid():
        return _draft_page(request, page, form)
    if done := _publish(request, form):
        return done
    # Refused: the page shows the draft as it stands now, and keeps what was typed.
    page = DraftPage(request, draft_state())
    return _draft_page(request, page, _form(page, None, form.cleaned_data))


def _form(page: DraftPage, data: Any, initial: dict[str, Any] | None = None) -> PublishForm:  # noqa: ANN401  # Django's own QueryDict
    return PublishForm(
        *(data,),
        draft=page.state,
        today=utc_day(timezone.now()),  # as the daily job counts
        is_grave=page.is_grave,
        initial=initial,
    )


def _scheduled_values() -> dict[str, Any]:
    """What was typed for the publication that waits, to be changed; its day is to be chosen, so
    that publishing now needs no emptying first."""
    scheduled = scheduled_publication()
    return {"note": scheduled.note} if scheduled else {}


def _typed_values(request: HttpRequest) -> dict[str, Any]:
    """What was typed before signing in again, with words about it."""
    typed = kept_typing.take(request)
    if typed is None:
        return {}
    messages.warning(
        request,
        _("You were signed out, so nothing was published. Here's what you typed; check it again."),
    )
    return {name: typed[name] for name in ("note", "due_on") if name in typed}


def _publish(request: HttpRequest, form: PublishForm) -> HttpResponse | None:
    """Publishes, or schedules it, and leads on; None, with a message, when it was refused."""
    wanted = {name: form.cleaned_data[name] for name in ("note", "stamp")}
    try:
        if form.is_for_later:
            return _schedule(request, wanted | {"due_on": form.cleaned_data["due_on"]})
        scheduled = scheduled_publication()
        published = publish_draft(author=request.user.get_username(), **wanted)
    except CatalogError:
        messages.error(request, _("Nothing was published: the draft has problems."))
    except NothingToPublish:
        messages.warning(request, _("Nothing was published: the draft is already live."))
    except ChecksFailed:
        messages.error(request, _("Nothing was published: checks of the draft fail."))
    except ExperimentRunning:
        messages.error(request, unpublished_sentence())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except DraftHasMoved:
        messages.error(
            request,
            _(
                "Nothing was published: the draft or the version in force changed after you "
                "opened this page. Read the changes below, then publish again."
            ),
        )
    else:
        if scheduled and not scheduled.has_failed:
            messages.info(request, dropped_sentence())
        return _published(request, published)
    return None


def _schedule(request: HttpRequest, wanted: dict[str, Any]) -> HttpResponse:
    user = cast(AbstractBaseUser, request.user)  # signed in: they may publish
    scheduled = schedule_publication(user=user, now=timezone.now(), **wanted)
    day = date_format(scheduled.due_on, "j F Y")
    messages.success(request, _("This draft will be published on %(day)s.") % {"day": day})
    return redirect("desk:draft")


def _published(request: HttpRequest, published: Published) -> HttpResponse:
    """Says which versions were made, and leads to one of them."""
    for sentence in published_sentences(published):
        messages.success(request, sentence)
    made = published.catalog or published.content
    name = f"admin:roles_{made._meta.model_name}_change" if made else "admin:index"
    return redirect(name, *([made.pk] if made else []))


def _draft_page(
    request: HttpRequest, page: DraftPage, form: PublishForm, status: int = 200
) -> HttpResponse:
    context = page.context() | {"form": form}
    title = _("Changes and checks")
    return render_desk(request, "admin/desk/draft.html", title, context, status)
