"""Public pages are drawn once and kept: until what they show changes, and never for too long."""

from datetime import date

import pytest
from django.http import Http404

from roles.models import CareersState, ReaderQuestion
from roles.queries import careers as content
from roles.services.careers import renew_stamp
from roles.web.public_cache import MOST_KEPT, forget_kept
from tests.careers_factories import make_careers_document, make_question_row
from tests.drawings import Drawing, ask, title
from tests.factories import make_catalog, make_version
from tests.services.careers import load

pytestmark = pytest.mark.django_db

ADDRESS = "/questions-and-answers/"


class Clock:
    """Seconds that pass when told to."""

    def __init__(self):
        self.seconds = 7.0

    def monotonic(self):
        return self.seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(content, "time", clock)
    return clock


@pytest.fixture
def draw():
    return Drawing()


# --- drawn once


def test_page_asked_for_again_is_not_drawn_again(draw):
    first, second = ask(draw), ask(draw)

    assert draw.times == 1
    assert first.content == second.content
    assert (title(first), first.status_code) == ("Drawing 1", 200)


def test_page_is_drawn_from_content_and_parts_with_its_whole_address(draw):
    version = make_version(make_catalog())
    response = ask(draw, slug="thinker", sort="")
    drawn, parts = draw.drawn[0]

    assert parts == {"slug": "thinker", "sort": ""}
    assert (drawn.version, drawn.catalog) == (version, make_catalog())
    assert '<link rel="canonical" href="http://testserver/page/">' in response.content.decode()
    assert 'content="http://testserver/static/img/card-default.png"' in response.content.decode()


@pytest.mark.parametrize(
    "other", [{"path": "/other/"}, {"slug": "b"}, {"slug": "a", "sort": "b"}, {"sort": "a"}]
)
def test_page_of_another_address_or_part_is_another_drawing(draw, other):
    ask(draw, slug="a")
    ask(draw, **other)
    ask(draw, slug="a")
    ask(draw, **other)

    assert draw.times == 2


def test_page_of_another_kind_is_another_drawing(draw):
    other = Drawing()
    ask(draw)
    ask(other)

    assert (draw.times, other.times) == (1, 1)


def test_page_asked_for_under_another_name_is_another_drawing(draw, settings):
    settings.ALLOWED_HOSTS = ["*"]
    names = [ask(draw, headers={"host": host}) for host in ("a.example", "b.example", "a.example")]

    assert [title(response) for response in names] == ["Drawing 1", "Drawing 2", "Drawing 1"]
    assert "http://b.example/page/" in names[1].content.decode()


def test_page_of_a_site_with_a_name_is_one_under_every_other(draw, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_ORIGIN = "https://quiz.example.org"
    names = [ask(draw, headers={"host": host}) for host in ("a.example", "b.example")]

    assert draw.times == 1
    assert "https://quiz.example.org/page/" in names[1].content.decode()


# --- drawn anew


def test_page_after_a_change_of_the_content_is_drawn_anew(draw):
    ask(draw)
    renew_stamp()

    assert (title(ask(draw)), title(ask(draw))) == ("Drawing 2", "Drawing 2")


def test_page_after_a_publication_is_drawn_anew(draw):
    ask(draw)
    make_version(make_catalog())
    ask(draw)
    make_version(make_catalog(settings={"minimum_answers": 3}))

    assert title(ask(draw)) == "Drawing 3"


def test_page_of_the_next_day_is_drawn_anew(draw, clock, monkeypatch):
    days = [date(2026, 11, 24)]
    monkeypatch.setattr(content, "localdate", lambda: days[0])
    ask(draw)
    days[0], clock.seconds = date(2026, 11, 25), 8.0

    assert title(ask(draw)) == "Drawing 2"


def test_page_while_developing_is_drawn_each_time(draw, settings):
    settings.DEBUG = True

    assert [title(ask(draw)) for _ in range(3)] == ["Drawing 1", "Drawing 2", "Drawing 3"]


def test_page_after_forgetting_is_drawn_anew(draw):
    ask(draw)
    forget_kept()

    assert title(ask(draw)) == "Drawing 2"


def test_page_that_is_not_found_is_asked_for_again():
    draw = Drawing(Http404())
    for _ in range(2):
        with pytest.raises(Http404):
            ask(draw)
    draw.error = None

    assert title(ask(draw)) == "Drawing 3"


def test_pages_kept_are_so_many_at_most_and_the_oldest_goes_first(draw):
    ask(draw, "/first/")
    for number in range(MOST_KEPT - 1):
        ask(draw, f"/{number}/")

    assert (MOST_KEPT, title(ask(draw, "/first/")), draw.times) == (300, "Drawing 1", 300)
    ask(draw, "/one-more/")
    assert title(ask(draw, "/first/")) == "Drawing 1"  # asked for just now
    assert title(ask(draw, "/0/")) == "Drawing 302"


# --- how soon a change is seen


@pytest.fixture
def loaded(clock):
    make_version(make_catalog())
    load(make_careers_document(reader_questions=[make_question_row(answer="Old answer")]))


def answers(client):
    """Which of the two answers the page has."""
    said = client.get(ADDRESS).content.decode()
    return [answer for answer in ("Old answer", "New answer") if answer in said]


def test_change_made_here_is_shown_at_once(client, loaded):
    assert answers(client) == ["Old answer"]
    load(make_careers_document(reader_questions=[make_question_row(answer="New answer")]))

    assert answers(client) == ["New answer"]


def test_change_made_elsewhere_is_shown_after_a_second(client, loaded, clock):
    assert answers(client) == ["Old answer"]
    ReaderQuestion.objects.update(answer="New answer")
    CareersState.objects.update(stamp="f" * 32)
    clock.seconds = 7.99
    assert answers(client) == ["Old answer"]
    clock.seconds = 8.0

    assert answers(client) == ["New answer"]


def test_change_of_rows_that_nobody_told_of_is_not_looked_for(client, loaded, clock):
    assert answers(client) == ["Old answer"]
    ReaderQuestion.objects.update(answer="New answer")
    clock.seconds = 9.0

    assert answers(client) == ["Old answer"]


def test_pages_ask_the_database_once_a_second(client, loaded, clock, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(0):
        client.get(ADDRESS)
        client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    clock.seconds = 8.0
    with django_assert_num_queries(1):
        client.get(ADDRESS)
        client.get(ADDRESS)


def test_pages_before_the_first_publication_ask_twice(client, clock, django_assert_num_queries):
    client.get(ADDRESS)
    clock.seconds = 8.0
    with django_assert_num_queries(2):
        client.get(ADDRESS)


def test_pages_are_drawn_from_what_was_read_once(draw, django_assert_num_queries):
    ask(draw, "/one/")
    with django_assert_num_queries(0):
        ask(draw, "/two/")

    assert draw.drawn[0][0] is draw.drawn[1][0]
