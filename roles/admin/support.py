"""Support: finds what somebody left by the private link they sent, and deletes it by their wish.

The link travels in the body of forms only, never in an address, so that no log has it.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from roles.admin.desk import desk_page, render_desk
from roles.domain.errors import AttemptDeleted, AttemptUnknown
from roles.forms.support import DeletionForm, PrivateLinkForm
from roles.models import Attempt
from roles.queries.quiz import result_of, stored_attempt
from roles.services.support import delete_for_owner


@desk_page("roles.delete_for_owner")
@sensitive_post_parameters()
def support(request: HttpRequest) -> HttpResponse:
    """Asks for a link; then shows what is stored under it, to be sure, and deletes it."""
    posted = request.POST if request.method == "POST" else None
    form = PrivateLinkForm(posted)
    attempt = _found(form) if form.is_valid() else None
    if posted is None or attempt is None:
        return _page(request, form)
    is_confirmation = "delete" in posted
    confirmation = DeletionForm(posted if is_confirmation else None, key=attempt.token)
    if not is_confirmation or not confirmation.is_valid():
        return _page(request, form, attempt, confirmation)
    try:
        delete_for_owner(attempt=attempt, user_id=request.user.pk)  # type: ignore[arg-type]  # signed in
    except AttemptDeleted:
        messages.info(request, _("Somebody deleted it a moment ago. Nothing is left to do."))
    else:
        done = _("It's deleted: the answers, the result and every public link to it.")
        messages.success(request, done)
    return redirect("desk:support")


def _found(form: PrivateLinkForm) -> Attempt | None:
    """What is stored under the link; None, with a sentence beside the field, when nothing is."""
    try:
        return stored_attempt(form.cleaned_data["link"])
    except AttemptDeleted:
        form.add_error("link", _("It's deleted already. Nothing is left to do."))
    except AttemptUnknown:
        missing = _(
            "Nothing is stored under this key. A letter may be missing, or nobody answered a page "
            "yet."
        )
        form.add_error("link", missing)
    return None


def _page(
    request: HttpRequest,
    form: PrivateLinkForm,
    attempt: Attempt | None = None,
    confirmation: DeletionForm | None = None,
) -> HttpResponse:
    result = None if attempt is None else result_of(attempt)
    context = {
        "form": form,
        "attempt": attempt,
        "result": result,
        "links": 0 if result is None else result.links.count(),
        "confirmation": confirmation,
    }
    return render_desk(request, "admin/desk/support.html", _("Delete by an owner's wish"), context)
