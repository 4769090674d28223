"""Loading the content of the pages about roles, whole or not at all."""

import dataclasses
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from roles.queries.stored import stored_careers

from roles.content.schema import ContentDocument
from roles.models import CareersState, RolePage, Source
from roles.queries import careers as content
from roles.queries.careers import public_state
from roles.services.careers import load_careers, renew_stamp
from tests.careers_factories import make_careers_document, make_pay_row
from tests.content.documents import read
from tests.services.careers import (
    REASON,
    TABLES,
    history_rows,
    load,
    make_wide_document,
    written_by,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def still_second(monkeypatch):
    """No time passes, so that nothing is looked up anew for the time alone."""
    monkeypatch.setattr(content, "time", SimpleNamespace(monotonic=lambda: 7.0))


def stamp():
    return CareersState.objects.get().stamp


def test_load_into_nothing_stores_every_row_and_says_why():
    written, reasons = written_by(lambda: load(make_wide_document()))

    assert stored_careers() == read(make_wide_document())
    assert reasons == {REASON}
    assert written == {
        "Source +": 2,
        "PayFigure +": 3,
        "RolePage +": 2,
        "RolePoint +": 27,
        "RolePay +": 3,
        "Comparison +": 2,
        "ComparisonPoint +": 9,
        "ReaderQuestion +": 2,
        "AnswerRow +": 2,
        "Title +": 2,
        "TitleChange +": 4,
        "Step +": 2,
    }


def test_load_says_whether_anything_was_written():
    assert load(make_careers_document()) is True
    assert load(make_careers_document()) is False
    assert load(make_wide_document()) is True


def test_load_a_second_time_only_looks():
    load(make_wide_document())
    before, old_stamp = history_rows(), stamp()
    with CaptureQueriesContext(connection) as queries:
        load(make_wide_document())

    words = {query["sql"].split()[0] for query in queries.captured_queries}
    assert words == {"SELECT", "SAVEPOINT", "RELEASE"}
    assert (history_rows(), stamp()) == (before, old_stamp)


def test_load_nothing_deletes_every_row():
    load(make_wide_document())
    load_careers(content=ContentDocument(), reason=REASON)

    assert stored_careers() == ContentDocument()
    assert [table.objects.count() for table in TABLES] == [0] * len(TABLES)


def test_load_there_and_back_ends_where_it_began():
    load(make_wide_document())
    load(make_careers_document())
    assert stored_careers() == read(make_careers_document())

    load(make_wide_document())
    assert stored_careers() == read(make_wide_document())


def test_load_puts_rows_that_were_edited_back_in_their_places():
    load(make_wide_document())
    RolePage.objects.update(position=0)
    Source.objects.filter(slug="survey").update(position=9, label="Poll")
    load(make_wide_document())

    assert stored_careers() == read(make_wide_document())
    assert list(Source.objects.values_list("slug", "position")) == [("survey", 1), ("atlas", 2)]


# --- all or nothing


def figure_without_amounts(loaded):
    """Refused by the database while the first rows are written."""
    first = dataclasses.replace(loaded.pay[0], low=None, middle=None, high=None, is_capped=False)
    return dataclasses.replace(loaded, pay=(first, *loaded.pay[1:]))


def answer_with_half_a_link(loaded):
    first = dataclasses.replace(loaded.reader_questions[0], link="")
    return dataclasses.replace(loaded, reader_questions=(first, *loaded.reader_questions[1:]))


def step_to_its_start(loaded):
    """Refused when all else is written."""
    first = dataclasses.replace(loaded.routes[0], start="keeper", goal="keeper")
    return dataclasses.replace(loaded, routes=(first, *loaded.routes[1:]))


@pytest.mark.parametrize(
    "broken", [figure_without_amounts, answer_with_half_a_link, step_to_its_start]
)
def test_load_that_breaks_off_leaves_everything_as_it_was(broken):
    load(make_careers_document())
    before = (stored_careers(), history_rows(), stamp(), public_state())
    with pytest.raises(IntegrityError):
        load_careers(content=broken(read(make_wide_document())), reason=REASON)

    assert (stored_careers(), history_rows(), stamp(), public_state()) == before


# --- the stamp


def test_load_renews_the_stamp_whenever_something_is_written():
    load(make_careers_document())
    first = stamp()
    load(make_wide_document())

    assert len(first) == len(stamp()) == 32
    assert first != stamp()
    assert CareersState.objects.get().pk == 1


def test_load_is_seen_by_the_next_page_of_the_same_second(still_second):
    assert public_state().stamp is None
    load(make_careers_document())
    assert public_state().stamp == stamp()
    load(make_careers_document(pay=[make_pay_row(low=None)]))
    assert public_state().stamp == stamp()


def test_renew_stamp_forgets_once_more_when_it_is_committed(
    still_second, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        renew_stamp()
        public_state()
        # As another connection would have seen it until now: what is looked up here is kept.
        CareersState.objects.update(stamp="committed")
        assert public_state().stamp != "committed"

    assert public_state().stamp == "committed"
