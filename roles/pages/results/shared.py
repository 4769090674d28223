"""What a public page shows: an excerpt with the words of its catalog. No query."""

from collections.abc import Collection
from dataclasses import dataclass

from roles.domain import types
from roles.domain.snapshot import Excerpt
from roles.models import Result, ShareLink
from roles.pages.results.charts import Pattern, RankedRole, pattern_beside, ranked_roles
from roles.queries.catalog import version_catalog
from roles.queries.results import excerpt_of


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


def own_page(result: Result) -> SharedPage:
    """A result of one's own, to be set beside another: all that a link could show."""
    shown = excerpt_of(result, numbers=True, pattern=True)
    return shared_page(version_catalog(result.version), shown)


def public_page(link: ShareLink, linked: Collection[str]) -> SharedPage:
    """What a public link with its version shows; `linked` as in `shared_page`."""
    return shared_page(version_catalog(link.version), link.excerpt, linked)


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
