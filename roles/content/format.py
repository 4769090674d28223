"""What each kind of row of a careers document holds: its keys, and what each may be."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from roles.content.careers import (
    COMPARISON_POINTS,
    CURRENCIES,
    ROLE_POINTS,
    SOURCE_KINDS,
    TOPICS,
    AnswerRow,
    Comparison,
    PayFigure,
    PayShown,
    Point,
    ReaderQuestion,
    RolePage,
    Source,
    Step,
    Title,
)
from roles.domain import rules
from roles.domain.rules import Rule

FORMAT = 1
# The longest texts, in characters; the columns are as wide.
LABEL, NAME, NOTE, TEXT, DESCRIPTION, ANSWER, SPAN, CODE = 80, 200, 300, 300, 160, 700, 40, 20
GROUP, QUESTION, LINK = 120, 150, 200
YEARS, MONEY = (1900, 2100), (0, 10_000_000)
MONTH_FORMAT, DAY_FORMAT = "%Y-%m", "%Y-%m-%d"
LINK_PATTERN = r"/(?:[a-z0-9-]+/)*(?:#[a-z0-9-]+)?"
URL_PATTERN = r"https://[a-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?"


class Form(NamedTuple):
    """A kind of row. Optional keys may be left out of a file, and are when they are empty."""

    make: type[Any]
    keys: Mapping[str, Rule]
    optional: frozenset[str] = frozenset()


def _blank(longest: int) -> Rule:
    return rules.absent_or(rules.text(longest), "")


MONEY_RULE = rules.absent_or(rules.whole(*MONEY), None)
SOURCE_FORM = Form(
    Source,
    {
        "slug": rules.SLUG,
        "label": rules.text(LABEL),
        "name": rules.text(NAME),
        "kind": rules.choice(*SOURCE_KINDS),
        "year": rules.absent_or(rules.whole(*YEARS), None),
        "note": _blank(NOTE),
        "url": rules.absent_or(rules.matching(URL_PATTERN, "an https address", LINK), ""),
    },
    frozenset({"note", "url"}),
)
PAY_FORM = Form(
    PayFigure,
    {
        "slug": rules.SLUG,
        "group": rules.text(GROUP),
        "code": _blank(CODE),
        "country": rules.text(LABEL),
        "currency": rules.choice(*CURRENCIES),
        "source": rules.SLUG,
        "as_of": rules.absent_or(rules.day(MONTH_FORMAT, "2024-05"), None),
        "counted": rules.text(NOTE),
        "low": MONEY_RULE,
        "middle": MONEY_RULE,
        "high": MONEY_RULE,
        "is_capped": rules.BOOLEAN,
        "average": rules.BOOLEAN,
    },
    frozenset({"code", "is_capped", "average"}),
)
POINT_FORM = Form(
    Point,
    {
        "label": _blank(LABEL),
        "span": _blank(SPAN),
        "text": rules.text(TEXT),
        "source": rules.SLUG,
    },
    frozenset({"label", "span"}),
)
SHOWN_FORM = Form(PayShown, {"figure": rules.SLUG, "note": _blank(NOTE)}, frozenset({"note"}))
ROLE_FORM = Form(
    RolePage,
    {
        "slug": rules.SLUG,
        "description": rules.text(DESCRIPTION),
        "checked": rules.day(DAY_FORMAT, "2026-11-24"),
        **dict.fromkeys(ROLE_POINTS[:5], rules.ROWS),
        "pay_note": rules.text(NOTE),
        "pay": rules.ROWS,
        **dict.fromkeys(ROLE_POINTS[5:], rules.ROWS),
    },
    frozenset({"boxes"}),
)
COMPARISON_FORM = Form(
    Comparison,
    {
        "roles": rules.ROWS,
        "description": rules.text(DESCRIPTION),
        "answer": rules.text(ANSWER),
        "source": rules.SLUG,
        **dict.fromkeys(COMPARISON_POINTS, rules.ROWS),
    },
)
ANSWER_ROW_FORM = Form(AnswerRow, {"label": rules.text(LABEL), "text": rules.text(TEXT)})
READER_QUESTION_FORM = Form(
    ReaderQuestion,
    {
        "slug": rules.SLUG,
        "topic": rules.choice(*TOPICS),
        "question": rules.text(QUESTION),
        "answer": rules.text(ANSWER),
        "rows": rules.ROWS,
        "source": rules.SLUG,
        "link": rules.absent_or(rules.matching(LINK_PATTERN, "an address of this site"), ""),
        "link_text": _blank(LABEL),
    },
    frozenset({"rows", "link", "link_text"}),
)
TITLE_FORM = Form(
    Title,
    {
        "slug": rules.SLUG,
        "name": rules.text(LABEL),
        "pay": rules.absent_or(rules.SLUG, ""),
        "note": _blank(NAME),
        "changes": rules.mapping("a text for each dimension"),
    },
    frozenset({"pay", "note"}),
)
STEP_FORM = Form(
    Step,
    {
        "start": rules.SLUG,
        "goal": rules.SLUG,
        "text": rules.text(TEXT),
        "shift": _blank(TEXT),
        "is_long": rules.BOOLEAN,
        "source": rules.SLUG,
    },
    frozenset({"shift", "is_long"}),
)
SECTIONS = {
    "sources": SOURCE_FORM,
    "pay": PAY_FORM,
    "roles": ROLE_FORM,
    "comparisons": COMPARISON_FORM,
    "reader_questions": READER_QUESTION_FORM,
    "titles": TITLE_FORM,
    "routes": STEP_FORM,
}
# Lists of rows inside of rows; all other lists of rows hold points.
LISTS = {("roles", "pay"): SHOWN_FORM, ("reader_questions", "rows"): ANSWER_ROW_FORM}
