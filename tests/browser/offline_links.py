"""Offline links of each kind of result, to be opened."""

from dataclasses import replace
from datetime import date

from roles.domain import scoring
from roles.domain.share import offline_link, snapshot
from tests.factories import seed_catalog
from tests.services.attempts import liking
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, GUESS, LEANING, MIXED, STATEMENTS, THREE

CATALOG = seed_catalog()


def shown(sheet, *, numbers=True, pattern=True, month=11):
    """The snapshot of a sheet, or of digits: the answers to the first of STATEMENTS."""
    if isinstance(sheet, str):
        sheet = dict(zip(STATEMENTS, map(int, sheet), strict=False))
    outcome, scored_on = scoring.score(CATALOG, sheet), date(2026, month, 24)
    return snapshot(CATALOG, sheet, outcome, scored_on=scored_on, numbers=numbers, pattern=pattern)


def text_of(one, version=1):
    """What stands after the #."""
    return offline_link(CATALOG, version, one)


def address(text, version=1):
    return f"/shared/open/{version}/#{text}"


SNAPSHOTS = {
    "clear": shown(CLEAR),
    "leaning, pattern only": shown(LEANING, numbers=False),
    "close": shown(CLOSE),
    "three": shown(THREE),
    "rough guess": shown(GUESS, numbers=False),
    "no direction, numbers only": shown(MIXED, pattern=False),
    "no order": shown(ALIKE),
    "two liked best": shown("332244442222"),
    "a dimension unanswered": shown(liking(5, 4, 4, None, 2, 3)),
    "roles only": shown(CLEAR, numbers=False, pattern=False),
}
# Links made before they told how much is liked overall: of formats 2 and 3.
SNAPSHOTS |= {
    f"{name}, from before": replace(SNAPSHOTS[name], average=None) for name in ("clear", "three")
}
TEXTS = {name: text_of(one) for name, one in SNAPSHOTS.items()}
NOTHING = {"none": "", "damaged": TEXTS["clear"][:-1], "newer": f"5{TEXTS['clear'][1:]}"}
PATHS = {name: address(text) for name, text in (TEXTS | NOTHING).items()}
