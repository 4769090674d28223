"""What public pages are drawn from: how things stand, looked up once a second at most."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from roles.queries.stored import stored_careers

from roles.content.schema import ContentDocument
from roles.models import CareersState
from roles.queries import careers as content
from roles.queries.careers import State, content_of, forget_state, public_state
from roles.services.careers import load_careers
from tests.careers_factories import make_careers_document, make_source_row
from tests.content.documents import read
from tests.factories import make_catalog, make_version

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def clock(monkeypatch):
    """The time as the module has it: set `now` in seconds, and `today`."""
    clock = SimpleNamespace(now=100.0, today=TODAY)
    monkeypatch.setattr(content, "time", SimpleNamespace(monotonic=lambda: clock.now))
    monkeypatch.setattr(content, "localdate", lambda: clock.today)
    return clock


def stamped(stamp):
    """The content changes, as another process would change it."""
    CareersState(pk=1, stamp=stamp).save()


def test_state_before_anything_is_there_knows_the_day_alone(clock, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert public_state() == State(version=None, digest="", stamp=None, today=TODAY)


def test_state_before_the_first_publication_knows_the_content(clock, django_assert_num_queries):
    stamped("a")
    with django_assert_num_queries(2):
        assert public_state() == State(version=None, digest="", stamp="a", today=TODAY)


def test_state_names_the_version_in_force_and_the_content(clock, django_assert_num_queries):
    make_version(make_catalog())
    version = make_version(make_catalog(settings={"minimum_answers": 3}))
    stamped("a")
    with django_assert_num_queries(1):
        assert public_state() == State(2, version.digest, "a", TODAY)


def test_state_of_a_version_without_content_has_no_stamp(clock, django_assert_num_queries):
    version = make_version(make_catalog())
    with django_assert_num_queries(1):
        assert public_state() == State(1, version.digest, None, TODAY)


def test_state_is_looked_up_once_a_second(clock, django_assert_num_queries):
    make_version(make_catalog())
    stamped("a")
    first = public_state()
    stamped("b")
    clock.now = 100.99
    with django_assert_num_queries(0):
        assert public_state() == first

    clock.now = 101.0
    with django_assert_num_queries(1):
        assert public_state() == first._replace(stamp="b")


def test_state_is_looked_up_anew_once_it_is_forgotten(clock):
    stamped("a")
    assert public_state().stamp == "a"
    stamped("b")
    assert public_state().stamp == "a"

    forget_state()
    assert public_state().stamp == "b"


def test_state_changes_with_the_day(clock):
    first = public_state()
    clock.now, clock.today = 101.0, date(2026, 11, 25)

    assert public_state() == first._replace(today=date(2026, 11, 25))


def test_state_of_a_new_version_differs(clock):
    first = make_version(make_catalog())
    before = public_state()
    second = make_version(make_catalog(settings={"minimum_answers": 3}))

    assert (before.version, before.digest) == (1, first.digest)
    assert (public_state().version, public_state().digest) == (2, second.digest)


# --- content


def test_content_before_anything_is_there_is_empty():
    found = content_of(public_state())

    assert (found.version, found.catalog, found.careers) == (None, None, ContentDocument())


def test_content_is_the_version_in_force_and_the_stored_rows():
    make_version(make_catalog())
    version = make_version(make_catalog(settings={"minimum_answers": 3}))
    load_careers(content=read(make_careers_document()), reason="test")
    state = public_state()
    found = content_of(state)

    assert (found.state, found.version) == (state, version)
    assert found.catalog == make_catalog(settings={"minimum_answers": 3})
    assert found.careers == stored_careers() == read(make_careers_document())


def test_content_of_the_same_state_is_read_once(clock, django_assert_num_queries):
    make_version(make_catalog())
    found = content_of(public_state())
    clock.now = 200.0
    with django_assert_num_queries(1):  # for the state
        assert content_of(public_state()) is found


def test_content_of_the_state_before_is_kept_but_not_of_the_one_before_that():
    states = [State(None, "", stamp, TODAY) for stamp in "abc"]
    found = [content_of(state) for state in states]

    assert content_of(states[1]) is found[1]
    assert content_of(states[2]) is found[2]
    assert content_of(states[0]) is not found[0]


def test_content_after_a_load_is_the_new_one_at_once(clock):
    load_careers(content=read(make_careers_document()), reason="test")
    assert content_of(public_state()).careers == read(make_careers_document())
    load_careers(content=ContentDocument(), reason="test")

    assert content_of(public_state()).careers == ContentDocument()


@pytest.mark.parametrize("table", ["roles_rolepage", "roles_source"])
def test_content_that_changes_while_it_is_read_is_read_again_as_a_whole(table):
    """Half of it would be of before, and half of after."""
    load_careers(content=read(make_careers_document()), reason="test")
    changed = make_careers_document(sources=[make_source_row(name="Census")])
    changed["roles"][0]["description"] = "Another one."
    changes = iter([read(changed)])

    def meanwhile(execute, sql, params, many, context):
        rows = execute(sql, params, many, context)
        if f'FROM "{table}"' in sql and (content := next(changes, None)):
            load_careers(content=content, reason="test")
        return rows

    with connection.execute_wrapper(meanwhile):
        found = content_of(State(None, "", table, TODAY))

    assert found.careers == read(changed)
