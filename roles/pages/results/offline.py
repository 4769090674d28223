"""The public page of a result that only a script in the browser will know: slots for its values."""

from dataclasses import replace
from datetime import date

from roles.domain import types
from roles.domain.share import ShareSnapshot
from roles.pages.results.charts import Pattern, PatternRow, RankedRole
from roles.pages.results.shared import SharedPage

KINDS: tuple[tuple[types.Certainty, bool], ...] = (
    ("clear", True),
    ("leaning", True),
    ("close", True),
    ("no_direction", True),
    ("no_direction", False),
)


class Slot(str):
    """A name in braces, such as "{name_0}", in the place of a text; whatever completes or looks up
    texts leaves it to the script."""

    __slots__ = ()


def offline_pages(catalog: types.Catalog) -> list[SharedPage]:
    """A page for each kind of result, with all that a link may show."""
    return [_offline_page(catalog, certainty, is_ordered) for certainty, is_ordered in KINDS]


def _offline_page(
    catalog: types.Catalog, certainty: types.Certainty, is_ordered: bool
) -> SharedPage:
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
            often_slot=Slot(f"{{often_{rank}}}"),
        )
        for rank, role in enumerate(catalog.roles)
    )
    rows = tuple(
        PatternRow(replace(dimension, name=Slot(f"{{dimension_{place}}}")), own=0, typical=0)
        for place, dimension in enumerate(catalog.dimensions)
    )
    snapshot = ShareSnapshot(
        roles=tuple(ranked.role.slug for ranked in roles),
        certainty=certainty,
        is_ordered=is_ordered,
        numbers=(0,) * len(roles) if is_ordered else None,
        pattern=(0,) * len(rows),
        month=date.min,
    )
    return SharedPage(snapshot, catalog.settings, roles, Pattern(roles[0].role, rows, reach=1))
