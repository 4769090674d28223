"""The draft in the admin: its changes, what checks say of them, and publishing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from roles.admin.desk import desk_page, render_desk
from roles.domain import lab, types
from roles.domain.errors import CatalogError, ChecksFailed, DraftHasMoved, NothingToPublish
from roles.forms import PublishForm
from roles.queries.draft import draft_state
from roles.services.publishing import Published, publish_draft
from roles.wording.changes import change_lines, published_sentences, state_sentence
from roles.wording.checks import check_lines, verdict_sentence


@desk_page("roles.publish_catalog")
def draft(request: HttpRequest) -> HttpResponse:
    """The confirmation page: what would change, what the lab says, a note, one button."""
    posted = request.POST if request.method == "POST" else None
    form = PublishForm(posted, draft=draft_state())
    if posted is not None and form.is_valid():
        if done := _publish(request, form.cleaned_data):
            return done
        # Refused: the page shows the draft as it stands now, and keeps the note.
        form = PublishForm(draft=draft_state(), initial=form.cleaned_data)
    return _draft_page(request, form)


def _publish(request: HttpRequest, wanted: dict[str, Any]) -> HttpResponse | None:
    """Publishes and leads to the new version; None, with a message, when it was refused."""
    try:
        published = publish_draft(author=request.user.get_username(), **wanted)
    except CatalogError:
        messages.error(request, _("Nothing was published: the draft has problems."))
    except NothingToPublish:
        messages.warning(request, _("Nothing was published: the draft is already live."))
    except ChecksFailed:
        messages.error(request, _("Nothing was published: checks of the draft fail."))
    except DraftHasMoved:
        messages.error(
            request,
            _(
                "Nothing was published: the draft or the version in force changed after you "
                "opened this page. Read the changes below, then publish again."
            ),
        )
    else:
        return _published(request, published)
    return None


def _published(request: HttpRequest, published: Published) -> HttpResponse:
    """Says which versions were made, and leads to one of them."""
    for sentence in published_sentences(published):
        messages.success(request, sentence)
    made = published.catalog or published.content
    name = f"admin:roles_{made._meta.model_name}_change" if made else "admin:index"
    return redirect(name, *([made.pk] if made else []))


def _draft_page(request: HttpRequest, form: PublishForm) -> HttpResponse:
    context = {
        "draft": form.draft,
        "draft_sentence": state_sentence(form.draft),
        "changes": change_lines(form.draft.changes),
        "form": form,
    }
    context |= _checks_context(form.draft.catalog)
    return render_desk(request, "admin/desk/draft.html", _("Publish the draft"), context)


def _checks_context(catalog: types.Catalog | None) -> dict[str, Any]:
    """What the page shows of the lab's checks; nothing of a draft with problems."""
    checks = () if catalog is None else lab.check(catalog)
    lines = check_lines(checks, catalog) if catalog else []
    return {
        "checks_sentence": verdict_sentence(checks),
        "check_lines": lines,
        "noted_lines": [line for line in lines if line.advice],
        "is_failing": bool(lab.failing(checks)),
    }
