"""What public pages are drawn from: how things stand, looked up once a second at most."""

from datetime import date
from types import SimpleNamespace

import pytest

from roles.models import ContentVersion
from roles.queries import careers as content
from roles.queries.careers import State, content_of, draft_names, forget_state, public_state
from tests.careers_factories import make_careers_document, make_source_row
from tests.content.documents import changed, read
from tests.factories import make_careers, make_catalog, make_content_version, make_version
from tests.services.careers import load

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
DOCUMENT = make_careers_document()


@pytest.fixture
def clock(monkeypatch):
    """The time as the module has it: set `now` in seconds, and `today`."""
    clock = SimpleNamespace(now=100.0, today=TODAY)
    monkeypatch.setattr(content, "time", SimpleNamespace(monotonic=lambda: clock.now))
    monkeypatch.setattr(content, "localdate", lambda: clock.today)
    return clock


def published_elsewhere(document):
    """Another process publishes content: this one is not told."""
    number = ContentVersion.objects.count() + 1
    text = content.content_text(read(document))
    ContentVersion(number=number, document_text=text, author="bob").save()


def test_state_before_anything_is_there_knows_the_day_alone(clock, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert public_state() == State(None, "", None, "", TODAY)


def test_state_names_both_versions_and_is_read_in_one_query(clock, django_assert_num_queries):
    catalog, text = make_version(make_catalog()), make_content_version(read(DOCUMENT))
    with django_assert_num_queries(1):
        assert public_state() == State(1, catalog.digest, 1, text.digest, TODAY)
    with django_assert_num_queries(0):
        public_state()


def test_state_of_content_without_a_catalog_names_its_version(clock):
    text = make_content_version(read(DOCUMENT))

    assert public_state() == State(None, "", 1, text.digest, TODAY)


def test_state_is_looked_up_again_after_a_second(clock, django_assert_num_queries):
    make_version(make_catalog())
    before = public_state()
    published_elsewhere(DOCUMENT)
    clock.now = 100.9
    assert public_state() == before
    clock.now = 101.0
    with django_assert_num_queries(1):
        assert public_state().content_version == 1


def test_state_is_looked_up_anew_once_it_is_forgotten(clock):
    public_state()
    published_elsewhere(DOCUMENT)
    assert public_state().content_version is None
    forget_state()

    assert public_state().content_version == 1


def test_state_changes_with_the_day(clock):
    first = public_state()
    clock.now, clock.today = 101.0, date(2026, 11, 25)

    assert public_state() == first._replace(today=date(2026, 11, 25))


# --- content


def test_content_before_anything_is_there_is_empty():
    found = content_of(public_state())

    assert (found.version, found.catalog, found.careers) == (None, None, make_careers())


def test_content_is_that_of_the_versions_in_force():
    make_version(make_catalog())
    version = make_version(make_catalog(settings={"minimum_answers": 3}))
    make_content_version(make_careers())
    make_content_version(read(DOCUMENT))
    found = content_of(public_state())

    assert found.version == version
    assert found.catalog == make_catalog(settings={"minimum_answers": 3})
    assert found.careers == read(DOCUMENT)


def test_content_of_the_same_state_is_read_once(clock, django_assert_num_queries):
    make_version(make_catalog())
    found = content_of(public_state())
    clock.now = 200.0
    with django_assert_num_queries(1):  # for the state
        assert content_of(public_state()) is found


def test_content_of_an_older_state_is_still_what_it_was():
    make_content_version(make_careers())
    before = public_state()
    make_content_version(read(DOCUMENT))

    assert content_of(before).careers == make_careers()


def test_content_of_the_draft_is_not_what_readers_get():
    load(DOCUMENT)

    assert content_of(public_state()).careers == make_careers()


def test_content_published_under_other_rules_is_shown_without_what_is_refused(caplog):
    document = make_careers_document()
    document["sources"].append(make_source_row(slug="atlas", year="old"))
    text = content.canonical_text(document)
    ContentVersion(number=1, document_text=text, author="bob").save()
    forget_state()

    assert content_of(public_state()).careers == read(DOCUMENT)
    assert ["sources.atlas.year" in line for line in caplog.messages] == [True]


# --- the draft


def test_draft_names_are_by_slug():
    load(changed((["sources", 0], make_source_row(kind="view", year=None))))

    assert draft_names()["sources"] == {"survey": "Survey"}
    assert draft_names()["titles"] == {"dreamer": "Dreamer"}
