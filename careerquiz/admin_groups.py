"""How the admin's tables and pages are grouped, in words of their users."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:  # only a stub has it
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Entry:
    """A table or a page of the admin, and what it is for."""

    about: "_StrOrPromise"
    page: str = ""  # name of its address; "" for a table
    name: "_StrOrPromise" = ""  # of a page; tables have their own
    permission: str = ""  # who may open a page


@dataclass(frozen=True)
class TableGroup:
    """Tables and pages that belong together, by the name of their model or address."""

    slug: str
    name: "_StrOrPromise"
    about: "_StrOrPromise"
    entries: dict[str, Entry]


GROUPS = (
    TableGroup(
        "quiz-content",
        _("Quiz content"),
        _("What the quiz asks and how it scores."),
        {
            "draft": Entry(
                _("What changes, what the checks say, and publishing it."),
                page="desk:draft",
                name=_("Changes and checks"),
                permission="roles.view_roleprofile",
            ),
            "preview": Entry(
                _("The whole site as the draft has it, and results of made-up people."),
                page="desk:preview",
                name=_("Preview"),
                permission="roles.view_roleprofile",
            ),
            "roleprofile": Entry(_("The roles, and how much of each kind of work they involve.")),
            "question": Entry(_("The statements people rate.")),
            "area": Entry(_("The headings that kinds of work come under.")),
            "dimension": Entry(_("The kinds of work that are scored.")),
            "scoringsettings": Entry(_("How long the quiz is, and how sure a result has to be.")),
            "lab": Entry(
                _("How well the roles can be told apart, all at once."),
                page="desk:lab",
                name=_("Scoring lab"),
                permission="roles.view_roleprofile",
            ),
            "calibration": Entry(
                _("What real answers say about the baselines and the settings."),
                page="desk:calibration",
                name=_("Calibration"),
                permission="roles.view_statistics",
            ),
            "catalogversion": Entry(_("Everything published so far, to compare or bring back.")),
            "experiment": Entry(
                _("Two versions side by side, to see which one serves people better."),
                page="desk:experiment",
                name=_("Experiment"),
                permission="roles.view_catalogversion",
            ),
        },
    ),
    TableGroup(
        "role-pages",
        _("Role pages"),
        _("What readers learn about each job."),
        {
            "rolepage": Entry(_("The page of each role.")),
            "comparison": Entry(_("Two or three roles side by side.")),
            "title": Entry(_("Jobs people come from.")),
            "step": Entry(_("Usual moves from one job to the next.")),
            "readerquestion": Entry(_("Frequently asked questions, with answers.")),
            "payfigure": Entry(_("What people earn, by country and group.")),
            "source": Entry(_("Where the facts come from.")),
            "sitetexts": Entry(_("Name, headline and contact of this site.")),
            "completeness": Entry(
                _("What readers would look for and not find, role by role."),
                page="desk:completeness",
                name=_("What is missing"),
                permission="roles.view_rolepage",
            ),
            "contentversion": Entry(_("Everything published so far, to compare or bring back.")),
        },
    ),
    TableGroup(
        "people",
        _("What people did"),
        _("Quizzes taken, results told and links shared."),
        {
            "statistics": Entry(
                _("How many finish, where people stop, and which statements fail."),
                page="desk:statistics",
                name=_("Statistics"),
                permission="roles.view_statistics",
            ),
            "attempt": Entry(_("Everyone who started the quiz, finished or not.")),
            "result": Entry(_("What people were told, and from which answers.")),
            "sharelink": Entry(_("Links with which people show their result to others.")),
            "support": Entry(
                _("Delete somebody's answers when they send you their private link."),
                page="desk:support",
                name=_("Delete for somebody"),
                permission="roles.delete_for_owner",
            ),
        },
    ),
    TableGroup(
        "accounts",
        _("Accounts"),
        _("Who may sign in here, and what they may do."),
        {
            "user": Entry(_("People with an account for these pages.")),
            "group": Entry(_("Rights that several people share.")),
        },
    ),
)
MORE = TableGroup("more", _("More"), "", {})
