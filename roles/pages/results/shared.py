"""What a public page shows: a snapshot with the words of its catalog. No query."""

from collections.abc import Collection
from dataclasses import dataclass

from roles.domain import types
from roles.domain.share import ShareSnapshot
from roles.models import Result, ShareLink
from roles.pages.results.charts import Chart, RankedRole, person_chart, ranked_roles
from roles.queries.catalog import version_catalog
from roles.queries.results import snapshot_of


@dataclass(frozen=True, slots=True)
class SharedPage:
    """Everything on it that comes from the result."""

    snapshot: ShareSnapshot
    catalog: types.Catalog  # that the snapshot is of
    roles: tuple[RankedRole, ...]  # every role, closest first
    chart: Chart | None  # beside the roles of the headline; None when not shown
    owner: str = ""  # the name that its owner gave with the link

    @property
    def leader(self) -> RankedRole:
        return self.roles[0]

    @property
    def runner_up(self) -> RankedRole:
        return self.roles[1]

    @property
    def closest(self) -> tuple[RankedRole, ...]:
        """The roles to look at: those that the headline names, two at least."""
        return self.roles[: max(2, len(self.snapshot.named))]

    @property
    def has_order(self) -> bool:
        return self.snapshot.is_ordered

    @property
    def is_noted(self) -> bool:
        return self.snapshot.is_noted

    @property
    def settings(self) -> types.Settings:
        return self.catalog.settings

    @property
    def has_numbers(self) -> bool:
        return self.snapshot.numbers is not None

    @property
    def named(self) -> tuple[RankedRole, ...]:
        """The roles that the headline names, see `ShareSnapshot.named`."""
        return self.roles[: len(self.snapshot.named)]


def own_page(result: Result) -> SharedPage:
    """A result of one's own, to be set beside another: all that a link could show."""
    shown = snapshot_of(result, numbers=True, pattern=True)
    return shared_page(version_catalog(result.version), shown)


def public_page(link: ShareLink, linked: Collection[str] | None = None) -> SharedPage:
    """What a public link with its version shows; `linked` as in `shared_page`."""
    return shared_page(version_catalog(link.version), link.snapshot, linked, link.name)


def shared_page(
    catalog: types.Catalog,
    snapshot: ShareSnapshot,
    linked: Collection[str] | None = None,
    owner: str = "",
) -> SharedPage:
    """The public page of a snapshot under its catalog.

    Args:
        linked: slugs of the roles that have a page today; None when all have.
        owner: the name on the link.
    """
    chart = None
    if snapshot.pattern is not None:
        named = [catalog.roles_by_slug[slug] for slug in snapshot.named]
        chart = person_chart(catalog, snapshot.pattern, snapshot.average, named)
    roles = ranked_roles(catalog, snapshot.roles, snapshot.numbers, linked)
    return SharedPage(snapshot, catalog, roles, chart, owner)
