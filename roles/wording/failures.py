"""What was not done when a form is refused, in the words of the view that refused it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Failure(NamedTuple):
    not_done: str | Promise  # the heading: what did not happen
    still_so: str | Promise  # how things stand after that
    back: str | Promise  # where the link back leads


# By `resolver_match.view_name`.
FAILURES = {
    "quiz:page": Failure(
        _("We couldn't save your answers"),
        _("Everything you saved before is still there."),
        _("Open the page again"),
    ),
    "quiz:check": Failure(
        _("We couldn't go on with the quiz"),
        _("Your answers are saved."),
        _("Back to your answers"),
    ),
    "quiz:days": Failure(
        _("We couldn't save your choices"),
        _("Your answers are saved."),
        _("Back to the days"),
    ),
    "results:share": Failure(
        _("We couldn't make the link"), _("No link was made."), _("Back to your links")
    ),
    "results:refresh": Failure(
        _("We couldn't update the link"),
        _("The link still shows your old result."),
        _("Back to your link"),
    ),
    "results:revoke": Failure(
        _("We couldn't turn the link off"), _("The link still works."), _("Back to your links")
    ),
    "results:keep": Failure(
        _("We couldn't keep your result for longer"),
        _("We'll keep your result for as long as before."),
        _("Back to your result"),
    ),
    "results:fit": Failure(
        _("We couldn't save what you told us"),
        _("Your result is as it was."),
        _("Back to your result"),
    ),
    "results:delete": Failure(
        _("We couldn't delete your answers"),
        _("Your answers and your result are still there."),
        _("Back to the delete page"),
    ),
    "results:forget": Failure(
        _("We couldn't forget your results"),
        _("This browser still remembers them."),
        _("Back to your results"),
    ),
    "admin:login": Failure(
        _("We couldn't sign you in"), _("Your password was not checked."), _("Back to signing in")
    ),
    "admin:logout": Failure(
        _("We couldn't sign you out"), _("You are still signed in."), _("Back to the admin")
    ),
}
OTHER = Failure(_("We couldn't do that"), _("Nothing was changed."), _("Back"))
OTHER_IN_ADMIN = Failure(
    _("We couldn't save that"), _("Nothing was saved."), _("Open the page again")
)


def _failure(view: str) -> Failure:
    return FAILURES.get(view, OTHER_IN_ADMIN if view.startswith(("admin:", "desk:")) else OTHER)


def not_done(view: str) -> str:
    return str(_failure(view).not_done)


def still_so(view: str) -> str:
    return str(_failure(view).still_so)


def back_words(view: str) -> str:
    return str(_failure(view).back)
