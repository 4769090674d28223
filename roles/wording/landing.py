"""The start page in a browser that has a result."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from roles.pages.results.shared import SharedPage
from roles.wording.outcome import kind, with_large_names


def welcome(page: SharedPage, finished: datetime, now: datetime) -> SafeString:
    """What came out last time, and when; names marked up, to be drawn large."""
    # The words around the names are filled in first: the names come in as markup.
    sentence = _welcome(page).replace("%(day)s", _day(localtime(finished), localtime(now)))
    return with_large_names(sentence, page)


def _welcome(page: SharedPage) -> str:
    shown = page.snapshot
    closest = _("Welcome back: %(leader)s came closest on %(day)s")
    tie = _("Welcome back: on %(day)s it was a tie between %(leader)s and %(runner_up)s")
    three = _(
        "Welcome back: on %(day)s it was a tie between %(leader)s, %(runner_up)s and %(third)s"
    )
    return {
        "clear": closest,
        "leaning": closest,
        "close_2": tie,
        "close_3": three,
        "guess_1": _("Welcome back: on %(day)s our rough guess was %(leader)s"),
        "guess_2": _("Welcome back: on %(day)s our rough guess was %(leader)s or %(runner_up)s"),
        "guess_3": _(
            "Welcome back: on %(day)s our rough guess was %(leader)s, %(runner_up)s or %(third)s"
        ),
        "no_direction": _("Welcome back: no one role stood out on %(day)s"),
    }[kind(shown.certainty, shown.named_count, is_noted=shown.is_noted)]


def _day(finished: datetime, now: datetime) -> str:
    is_this_year = finished.year == now.year
    return date_format(finished, "MONTH_DAY_FORMAT" if is_this_year else "j F Y")
