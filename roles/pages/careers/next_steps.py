"""What somebody may do next with a result. No queries."""

from dataclasses import dataclass

from roles.content.schema import Point, comparison_slug
from roles.pages.careers.role import in_order
from roles.pages.careers.routes import Leg, trials, usual_way
from roles.queries.careers import Content


@dataclass(frozen=True, slots=True)
class NextSteps:
    """Each of the first three is None when today's content has nothing of the kind."""

    pair: str | None = None  # where the first two roles are compared
    trial: Point | None = None  # one thing to try of the leader's work
    way: Leg | None = None  # the usual step to the leader from another role
    days_path: str = ""  # where to choose between days, when that step is open and was not taken
    day_pairs: int = 0  # how many pairs wait there


def next_steps(content: Content, leader: str, runner_up: str) -> NextSteps:
    """After a result with these first two roles, which may be gone from today's catalog."""
    catalog = content.catalog
    if catalog is None or leader not in catalog.roles_by_slug:
        return NextSteps()
    both = in_order(catalog, (leader, runner_up))
    return NextSteps(
        pair=comparison_slug(both) if len(both) > 1 else None,
        trial=next(iter(trials(content.careers, leader)), None),
        way=usual_way(content, catalog, leader),
    )
