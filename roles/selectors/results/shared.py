"""What a public page shows: an excerpt with the words of its catalog. No query."""

from collections.abc import Collection
from dataclasses import dataclass

from roles.domain import types
from roles.domain.excerpts import Excerpt
from roles.selectors.results.parts import Pattern, RankedRole, pattern_beside, ranked_roles


@dataclass(frozen=True, slots=True)
class SharedPage:
    """Everything on it that comes from the result."""

    excerpt: Excerpt
    settings: types.Settings
    roles: tuple[RankedRole, ...]  # every role, closest first
    pattern: Pattern | None  # beside that of the leader; None when not shown

    @property
    def leader(self) -> RankedRole:
        return self.roles[0]

    @property
    def runner_up(self) -> RankedRole:
        return self.roles[1]

    @property
    def has_order(self) -> bool:
        return self.excerpt.is_ordered

    @property
    def has_numbers(self) -> bool:
        return self.excerpt.numbers is not None

    @property
    def named(self) -> tuple[RankedRole, ...]:
        """The roles that the headline names, see `Excerpt.named`."""
        return self.roles[: len(self.excerpt.named)]


def shared_page(
    catalog: types.Catalog, excerpt: Excerpt, linked: Collection[str] | None = None
) -> SharedPage:
    """The public page of an excerpt under its catalog.

    Args:
        linked: slugs of the roles that have a page today; None when all have.
    """
    pattern = None
    if excerpt.pattern is not None:
        pattern = pattern_beside(catalog, excerpt.leader, excerpt.pattern)
    roles = ranked_roles(catalog, excerpt.roles, excerpt.numbers, linked)
    return SharedPage(excerpt, catalog.settings, roles, pattern)
