"""What somebody may do next with a result. No queries."""

from dataclasses import dataclass

from roles.content.schema import comparison_slug
from roles.content.sources import Point
from roles.domain import types
from roles.pages.careers.former import current_slug
from roles.pages.careers.role import in_order
from roles.pages.careers.routes import Leg, first_leg, start_names, trials, usual_way
from roles.queries.careers import Content


@dataclass(frozen=True, slots=True)
class NextSteps:
    """Each of the first three is None when today's content has nothing of the kind."""

    pair: str | None = None  # where the first two roles are compared
    trial: Point | None = None  # one thing to try of the leader's work
    # The first step to the leader from the job that was named; else the shortest from another.
    # Never a long one.
    way: Leg | None = None
    starts: tuple[tuple[str, str], ...] = ()  # jobs that may be named: slugs and names
    start: str = ""  # slug of the one that was
    start_pair: str | None = None  # where that and the leader are compared, two roles
    days_path: str = ""  # where to choose between days, when that step is open and was not taken
    day_pairs: int = 0  # how many pairs wait there
    check_path: str = ""  # where the answers are, and the statements that are left

    @property
    def start_name(self) -> str:
        return dict(self.starts).get(self.start, "")


def next_steps(content: Content, leader: str, runner_up: str, start: str = "") -> NextSteps:
    """After a result with these first two roles, which may be renamed by now, or
    gone from today's catalog.

    Args:
        start: slug of the job that somebody has now; one that leads nowhere counts as none, so
            that an address with it goes on working when the content changes.
    """
    catalog = content.catalog
    leader, runner_up = current_slug(content, leader), current_slug(content, runner_up)
    if catalog is None or leader not in catalog.roles_by_slug:
        return NextSteps()
    starts = start_names(content, catalog)
    start = start if start in starts else ""
    return NextSteps(
        pair=_pair(catalog, leader, runner_up),
        trial=next(iter(trials(content.careers, leader)), None),
        way=first_leg(content, catalog, start, leader)
        if start
        else usual_way(content, catalog, leader),
        starts=tuple(starts.items()),
        start=start,
        start_pair=_pair(catalog, leader, start),
    )


def _pair(catalog: types.Catalog, one: str, two: str) -> str | None:
    both = in_order(catalog, (one, two))
    return comparison_slug(both) if len(both) > 1 else None
