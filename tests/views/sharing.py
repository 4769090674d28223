"""Results of every certainty and public links to them, for the tests of pages about sharing."""

from datetime import UTC, datetime

from django.utils.formats import date_format

from roles.models import Result
from tests.factories import make_link, make_result
from tests.views.quiz_walk import SKIPPER
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, GUESS, LEANING, MIXED, STATEMENTS, THREE

SCORED = datetime(2026, 3, 17, 9, 41, tzinfo=UTC)
SHEETS = (CLEAR, LEANING, CLOSE, THREE, GUESS, MIXED, ALIKE)
TICKS = ((), ("numbers",), ("pattern",), ("numbers", "pattern"))


def sheet(digits):
    """Those answers to the first of STATEMENTS; every other statement is skipped."""
    return SKIPPER | dict(zip(STATEMENTS, map(int, digits), strict=True))


def shows(*ticks):
    return {name: name in ticks for name in ("numbers", "pattern")}


def result_of(version, digits=CLEAR, **changes):
    """A result of the past March, with its attempt and version."""
    number = make_result(version, sheet(digits)).pk
    Result.objects.filter(pk=number).update(**{"finished_at": SCORED} | changes)
    return Result.objects.select_related("attempt", "version").get(pk=number)


def link_of(version, digits=CLEAR, ticks=()):
    """A public link to such a result that shows this much."""
    return make_link(result_of(version, digits), shows=shows(*ticks))


def page_of(link):
    return f"/shared/{link.token}/"


def card_of(link):
    return f"/shared/{link.token}/card.png"


def in_words(day):
    """A day as pages say it."""
    return date_format(day, "j F Y")


def moment_in_words(moment):
    return f"{in_words(moment)}, {moment:%H:%M} UTC"
