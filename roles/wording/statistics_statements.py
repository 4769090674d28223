"""The table of statements on the statistics page, sorted as asked, with what to look at."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.disclosure import whole_tens
from roles.domain.statistics import (
    JUDGED_FROM,
    SKIPPED_ABOVE,
    UNRELATED_BELOW,
    Period,
    Portion,
    StatementRow,
)
from roles.wording.numbers import MINUS, decimals, tens, whole_of_100
from roles.wording.statistics import (
    NOTHING,
    FigureNames,
    columns,
    hidden_beside,
    nothing,
    other_days,
    percent,
    short_days_words,
    too_few,
)
from roles.wording.tables import FigureTable, ShareBar, TableCell, TableColumn, TableRow

SLUG = "statements"
# What the table can be sorted by, in the order of its columns.
SORTS: Mapping[str, Callable[[StatementRow, str], float | str | None]] = {
    "statement": lambda _row, text: text.casefold(),
    "shown": lambda row, _text: row.shown,
    "skipped": lambda row, _text: row.skipped.share,
    "mean": lambda row, _text: row.mean,
    "spread": lambda row, _text: row.deviation,
    "correlation": lambda row, _text: row.correlation,
}


def statements_table(
    period: Period, names: FigureNames, *, sort: str = "", address: Callable[[str], str] = str
) -> FigureTable:
    """All statements, unless another order is asked for those to look at first, and then those
    that agree least with others.

    Args:
        sort: a key of SORTS, with a hyphen before it for the largest first; another text for none.
        address: of this page, sorted as its argument says.
    """
    texts = {row.key: names.statements.get(row.key, row.slug) for row in period.statements}
    by, is_descending = sort.removeprefix("-"), sort.startswith("-")
    rows = _sorted(period.statements, texts, by, is_descending)
    with_days = len({row.days for row in rows}) > 1
    newest = {row.slug: row.version for row in sorted(rows, key=lambda row: row.version)}
    return FigureTable(
        SLUG,
        _("Statements"),
        _finding(period.statements),
        (*_columns(by, is_descending, address), *(columns(_("Days")) if with_days else ())),
        tuple(
            _row(row, texts[row.key], newest[row.slug], names, with_days=with_days) for row in rows
        ),
        "" if with_days or not rows else other_days(rows[0].days, period.selection),
        _notes(),
    )


def _sorted(
    rows: Sequence[StatementRow], texts: Mapping[str, str], by: str, is_descending: bool
) -> list[StatementRow]:
    alphabetic = sorted(rows, key=lambda row: texts[row.key].casefold())
    if by not in SORTS:
        return sorted(alphabetic, key=lambda row: (not row.marks, *_known_first(row.correlation)))
    values = {row.key: SORTS[by](row, texts[row.key]) for row in rows}
    known = [row for row in alphabetic if values[row.key] is not None]
    unknown = [row for row in alphabetic if values[row.key] is None]
    known.sort(key=lambda row: values[row.key], reverse=is_descending)  # type: ignore[arg-type,return-value]
    return known + unknown


def _known_first(value: float | None) -> tuple[bool, float]:
    return value is None, value or 0.0


def _columns(by: str, is_descending: bool, address: Callable[[str], str]) -> Iterable[TableColumn]:
    names = {
        "statement": _("Statement"),
        "shown": _("Shown"),
        "skipped": _("Skipped"),
        "mean": _("Mean answer"),
        "spread": _("Spread"),
        "correlation": _("Agrees with similar statements"),
    }
    order = "descending" if is_descending else "ascending"
    for code, name in names.items():
        if code == by:
            yield TableColumn(name, address(code if is_descending else f"-{code}"), order)
        else:
            yield TableColumn(name, address(code if code == "statement" else f"-{code}"))


def _row(
    row: StatementRow, text: str, newest: int, names: FigureNames, *, with_days: bool
) -> TableRow:
    name = text
    if row.version < newest:
        name = _("%(text)s (earlier wording, last used in version %(version)s)") % {
            "text": text,
            "version": row.version,
        }
    cells: tuple[TableCell, ...] = (
        TableCell(tens(row.shown), whole_tens(row.shown)),
        _skipped_cell(row.skipped),
        _number(row.mean, 1),
        _number(row.deviation, 2),
        _number(row.correlation, 2),
    )
    if with_days:
        cells += (TableCell(short_days_words(row.days)) if row.days else nothing(),)
    marks = tuple(mark_sentence(mark) for mark in row.marks)
    return TableRow(name, cells, names.forms.get(row.slug, ""), marks)


def _skipped_cell(skipped: Portion) -> TableCell:
    """In whole percent: with how many it was shown to, a finer share would tell of how many."""
    if skipped.share is None:
        return hidden_beside()
    share = round(skipped.share, 2)
    return TableCell(percent(share), share, ShareBar(round(100 * share)))


def _number(value: float | None, places: int) -> TableCell:
    return hidden_beside() if value is None else TableCell(decimals(value, places), value)


def mark_sentence(mark: str) -> str:
    """Why to look at a statement: a code of `domain.statistics.MARKS`."""
    return {
        "reversed": _(
            "Look at this: people who like this kind of work rate it lower than others do. It may "
            "be keyed the wrong way round."
        ),
        "unrelated": _(
            "Look at this: the answers have little to do with what people say about this kind of "
            "work elsewhere."
        ),
        "skipped": _("Look at this: many people skip it. It may be hard to understand or answer."),
        "same": _("Look at this: nearly everyone answers the same, so it tells few people apart."),
        "low": _("Look at this: nearly everyone dislikes it, so it tells few people apart."),
        "high": _("Look at this: nearly everyone likes it, so it tells few people apart."),
    }[mark]


def _finding(rows: Sequence[StatementRow]) -> str:
    if not rows:
        return too_few()
    marked = sum(bool(row.marks) for row in rows)
    if not marked:
        return _(
            "No statement stands out: where %(from)s people or more answered, none agrees with "
            "similar ones by less than %(agrees)s, none is skipped by more than %(skipped)s, and "
            "none gets nearly the same answer from everyone."
        ) % {
            "from": JUDGED_FROM,
            "agrees": decimals(UNRELATED_BELOW, 1),
            "skipped": whole_of_100(SKIPPED_ABOVE),
        }
    return ngettext(
        "%(marked)s of %(count)s statements is worth a look.",
        "%(marked)s of %(count)s statements are worth a look.",
        marked,
    ) % {"marked": marked, "count": len(rows)}


def _notes() -> tuple[str, ...]:
    return (
        _(
            "Mean: from 1, dislike a lot, to 5, like a lot. Spread: the standard deviation of the "
            "answers. Agrees with similar statements: how well the answers go with the same "
            "people's other answers about the same kind of work, from %(minus)s1 to 1 (corrected "
            "item-total correlation). Figures start afresh when a statement's wording changes."
        )
        % {"minus": MINUS},
        _("“%(dash)s” stands for a number that's hidden to protect people.") % {"dash": NOTHING},
    )
