"""The texts of the site that show where an organization has written none, for its form."""

from django.conf import settings
from django.utils.translation import gettext as _

from roles.content.site import NAME


def standard_texts() -> dict[str, str]:
    """By field of the site's texts. Pages fill in the numbers of the quiz in force."""
    return {
        "name": NAME,
        "foot": _("For guidance only. Don't use %(name)s to hire or reject anyone.")
        % {"name": NAME},
        "headline": _("{roles} jobs with nearly the same name. Which one is yours?"),
        "lead": _(
            "Rate {fewest} to {most} statements about everyday work. See which role comes closest "
            "to what you like, and why."
        ),
        "hint": _("About 3 minutes. No account, nothing to pay."),
        "operator": settings.OPERATOR or _("nobody is named"),
        "contact": settings.CONTACT or _("none"),
        "title": _("Product, project or program? Find the role that fits you"),
        "description": _(
            "A short, free quiz: rate statements about everyday work, and see which product, "
            "project or program role comes closest to what you like, and why."
        ),
        "roles_description": _(
            "What people in delivery and product roles do, and the kinds of work each job involves."
        ),
        "routes_description": _(
            "From the job you have to product, project and program roles: usual routes, what "
            "changes on the way, and what to try first."
        ),
        "picture": _("Which role fits the work you like?"),
    }
