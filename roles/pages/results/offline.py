"""The public page of a result that only a script in the browser will know: slots for its values."""

from dataclasses import replace
from datetime import date

from roles.domain import types
from roles.domain.share import ShareSnapshot
from roles.pages.results.charts import Chart, ChartMark, ChartRow, RankedRole
from roles.pages.results.shared import SharedPage

# Certainty, how many roles are named, whether as a rough guess.
Kind = tuple[types.Certainty, int, bool]
KINDS_BEFORE: tuple[Kind, ...] = (
    ("clear", 1, False),
    ("leaning", 1, False),
    ("close", 2, False),
    ("no_direction", 0, False),
)
KINDS_ADDED: tuple[Kind, ...] = (
    ("leaning", 1, True),
    ("close", 2, True),
    ("close", 3, False),
    ("close", 3, True),
)
UNORDERED: Kind = ("no_direction", 0, False)


class Slot(str):
    """A name in braces, such as "{name_0}", in the place of a text; whatever completes or looks up
    texts leaves it to the script."""

    __slots__ = ()


def offline_pages(catalog: types.Catalog) -> list[SharedPage]:
    """A page for each kind of result, with all that a link may show; the last without an order.
    Results of a catalog of format 1 name two roles at most, and none as a rough guess."""
    added = KINDS_ADDED if catalog.format != 1 else ()
    kinds = [kind for kind in KINDS_BEFORE + added if kind[1] <= len(catalog.roles)]
    ordered = [_offline_page(catalog, kind, is_ordered=True) for kind in kinds]
    return [*ordered, _offline_page(catalog, UNORDERED, is_ordered=False)]


def _offline_page(catalog: types.Catalog, kind: Kind, *, is_ordered: bool) -> SharedPage:
    certainty, named_count, is_noted = kind
    roles = tuple(
        RankedRole(
            replace(
                role,
                name=Slot(f"{{name_{rank}}}"),
                summary=Slot(f"{{summary_{rank}}}"),
                symbol=Slot(f"{{symbol_{rank}}}"),
            ),
            in_100=0,
            is_linked=False,
            number_slot=Slot(f"{{number_{rank}}}"),
        )
        for rank, role in enumerate(catalog.roles)
    )
    marked = tuple(ranked.role for ranked in roles[:named_count])
    rows = tuple(
        ChartRow(
            replace(dimension, name=Slot(f"{{dimension_{place}}}")),
            bars=(0.0,),
            marks=tuple(ChartMark(role, 0.0) for role in marked),
        )
        for place, dimension in enumerate(catalog.dimensions)
    )
    chart = Chart(rows, _areas(catalog), marked)
    snapshot = ShareSnapshot(
        roles=tuple(ranked.role.slug for ranked in roles),
        certainty=certainty,
        is_ordered=is_ordered,
        numbers=(0,) * len(roles) if is_ordered else None,
        pattern=(0,) * len(rows),
        month=date.min,
        named_count=named_count,
        is_noted=is_noted,
    )
    return SharedPage(snapshot, catalog, roles, chart)


def _areas(catalog: types.Catalog) -> tuple[types.CatalogArea, ...]:
    """With slots for names. One that is named like a dimension has its slot: where this is its
    only one, the name is not said twice."""
    names = [row.name for row in catalog.dimensions]
    slots = {name: Slot(f"{{dimension_{place}}}") for place, name in enumerate(names)}
    return tuple(
        replace(area, name=slots.get(area.name, Slot(f"{{area_{place}}}")))
        for place, area in enumerate(catalog.areas)
    )
