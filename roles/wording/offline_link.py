"""What the script that opens offline links puts into the slots of `pages.results.offline`."""

from typing import Any, NamedTuple

from roles.domain.shapes import role_shape
from roles.domain.types import Catalog
from roles.pages.results.offline import offline_pages
from roles.pages.results.shared import SharedPage
from roles.pages.symbols import SYMBOL_PATHS
from roles.wording.answers import sentence
from roles.wording.chart import (
    Cell,
    ChartWords,
    RowWords,
    row_sentences,
    shape_word,
    their_bars,
    their_chart,
    their_name,
    their_sides,
)
from roles.wording.outcome import of_100
from roles.wording.share import because_sentences


def offline_words(catalog: Catalog) -> dict[str, Any]:
    """The texts of a catalog, and every sentence that depends on a number: by the number from 0
    to 100, or by what it comes to. JSON can hold it; static/js/offline_link.js reads it."""
    return {
        "roles": [
            {
                "name": role.name,
                "summary": sentence(role.summary),
                "symbol": role.symbol,
                "shape": shape_word(role.symbol),
                "outline": SYMBOL_PATHS[role.symbol],
                "typical": [round(points, 4) for points in role_shape(catalog, role)],
            }
            for role in catalog.roles
        ],
        "dimensions": [dimension.name for dimension in catalog.dimensions],
        "areas": [area.name for area in catalog.areas],
        "of_100": [of_100(number) for number in range(101)],
        "bars": [their_bars(is_level_known=False), their_bars(is_level_known=True)],
        "because": _with_slots(because_sentences()),
        "rows": their_sides()._asdict() | _with_slots(row_sentences()),
    }


def _with_slots(sentences: dict[str, str]) -> dict[str, str]:
    slots = {name: f"{{{name}}}" for name in ("area", "other", "role", "number")}
    return {kind: words % slots for kind, words in sentences.items()}


class OfflineState(NamedTuple):
    """One kind of result, with slots for all that only the script knows."""

    kind: str  # by which the script finds it, such as "close-3-noted"; or "unordered"
    page: SharedPage
    chart: ChartWords | None


def offline_states(catalog: Catalog) -> list[OfflineState]:
    """Every kind of result that a link may hold."""
    return [
        OfflineState(_kind(page), page, their_chart(page, _slot_rows(page)))
        for page in offline_pages(catalog)
    ]


def _kind(page: SharedPage) -> str:
    shown = page.snapshot
    if not page.has_order:
        return "unordered"
    kind = f"{shown.certainty}-{shown.named_count}"
    return f"{kind}-noted" if shown.is_noted else kind


def _slot_rows(page: SharedPage) -> tuple[RowWords, ...]:
    """With slots for the words of each row and its numbers: the person's, and each role's."""
    if page.chart is None:
        return ()
    names = [their_name(page), *(role.name for role in page.chart.roles)]
    return tuple(
        RowWords(
            row,
            f"{{words_{place}}}",
            tuple(Cell(name, f"{{cell_{place}_{column}}}") for column, name in enumerate(names)),
        )
        for place, row in enumerate(page.chart.rows)
    )
