"""Content put together by hand, for view models that ask no database."""

from datetime import date

from roles.content.documents import parse_content
from roles.queries.careers import Content, State
from tests.careers_factories import make_careers_document
from tests.factories import make_catalog, make_role, seed_careers, seed_catalog

TODAY = date(2026, 11, 24)
THINKER = make_role("thinker", ideas=90, order=20)
KEEPER = make_role("keeper", ideas=20, order=90)
MIXER = make_role("mixer", ideas=60, order=40)


def make_content(catalog=None, careers=None, today=TODAY, **changes):
    """The small content beside the small catalog, or others, as they stand on that day. Like rows,
    it may name roles that the catalog lacks; like versions of before, it may lack notes on pay."""
    careers = careers or parse_content(make_careers_document(**changes), is_entered=False)
    return Content(State(1, "digest", 1, "digest", today), None, catalog or make_catalog(), careers)


def real_content():
    return make_content(seed_catalog(), seed_careers())


def make_step_row(start, goal, **changes):
    row = {"start": start, "goal": goal, "text": f"From {start} to {goal}", "source": "survey"}
    return row | changes


def slugs(roles):
    return [role.slug for role in roles]
