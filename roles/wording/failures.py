"""What was not done when a form is refused, in the words of the view that refused it."""

from django.utils.translation import gettext as _


def not_done(view: str) -> str:
    """The heading: what did not happen. The view as `resolver_match.view_name` has it."""
    sentences = {
        "quiz:page": _("We could not save your answers"),
        "quiz:check": _("We could not go on with the quiz"),
        "results:share": _("We could not make the link"),
        "results:refresh": _("We could not update the link"),
        "results:revoke": _("We could not switch off the link"),
        "results:keep": _("We could not keep your result for longer"),
        "results:delete": _("We could not delete your answers"),
        "results:forget": _("We could not forget your results"),
        "admin:login": _("We could not sign you in"),
        "admin:logout": _("We could not sign you out"),
    }
    return sentences.get(view) or _("We could not do that")


def still_so(view: str) -> str:
    """How things stand after that."""
    sentences = {
        "quiz:page": _("Everything you saved before is still there."),
        "quiz:check": _("Your answers are saved."),
        "results:share": _("No link was made."),
        "results:refresh": _("The link still shows your old result."),
        "results:revoke": _("The link still works."),
        "results:keep": _("Your result is kept for as long as before."),
        "results:delete": _("Your answers and your result are still there."),
        "results:forget": _("This browser still remembers them."),
        "admin:login": _("Your password was not checked."),
        "admin:logout": _("You are still signed in."),
    }
    return sentences.get(view) or _("Nothing was changed.")


def back_words(view: str) -> str:
    """Where the link back leads."""
    sentences = {
        "quiz:page": _("Open the page again"),
        "quiz:check": _("Back to your answers"),
        "results:share": _("Back to your links"),
        "results:refresh": _("Back to your link"),
        "results:revoke": _("Back to your links"),
        "results:delete": _("Back to the delete page"),
        "results:forget": _("Back to your results"),
        "results:keep": _("Back to your result"),
        "admin:login": _("Back to signing in"),
    }
    room = view.split(":")[0]
    return sentences.get(view) or (_("Back to the admin") if room == "admin" else _("Back"))
