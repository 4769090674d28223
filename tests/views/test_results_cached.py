"""The pages of results and links, as far as they are drawn once and cached in the row."""

import re
from copy import deepcopy
from random import Random

import pytest
from django.test import Client
from django.utils import translation

from roles.domain.simulation import respondents
from roles.models import Attempt, Result, ShareLink
from roles.pages.results.cached import release, shared_parts
from roles.queries.careers import content_of, note_site, public_state
from roles.services.quiz import ask_more, finish_attempt, skip_days
from roles.services.results import refresh_link
from roles.web.tickets import attempt_at
from tests.factories import (
    make_careers,
    make_link,
    make_result,
    make_version,
    publish_seed_careers,
    seed_catalog,
)
from tests.services.attempts import stored
from tests.views.page import read_page
from tests.views.sharing import CLOSE, page_of, result_of

PARTS = {"results/cached/report.html", "results/cached/shared.html"}
SHEETS = 20


@pytest.fixture
def result(version):
    return result_of(version, CLOSE)


@pytest.fixture
def address(result):
    return address_of(result)


@pytest.fixture
def link(result):
    return make_link(result, name="Ada")


@pytest.fixture
def other_templates(settings, tmp_path):
    """As the next release may have them."""

    def change():
        (tmp_path / "results" / "parts").mkdir(parents=True)
        for name in ("sure", "order"):
            part = tmp_path / "results" / "parts" / f"{name}.html"
            part.write_text("<h2>Of another release</h2>")
        engines = deepcopy(settings.TEMPLATES)
        engines[0]["DIRS"].insert(0, tmp_path)
        settings.TEMPLATES = engines
        release.cache_clear()

    yield change
    release.cache_clear()


def address_of(result):
    return f"/results/{result.attempt.token}/"


def is_drawn(response):
    """Whether the parts were drawn for this request."""
    assert response.status_code == 200
    return bool(PARTS & {template.name for template in response.templates})


def html(response):
    """Without what masks the token against forged posts."""
    return re.sub(rb'(csrfmiddlewaretoken" value=)"\w{64}"', rb"\1", response.content)


def damage(change):
    """What a disk may do to the page in a row."""
    row = Result.objects.get()
    Result.objects.update(page_cache=change(bytes(row.page_cache)))


def change_answer(result):
    """One answer of the attempt, whose result stays as it was."""
    attempt = Attempt.objects.get(pk=result.attempt.pk)
    slug = attempt.pages[0][0]
    attempt.answers[slug] = 1 if attempt.answers[slug] != 1 else 2
    attempt.save()


# --- when it is drawn


def test_pages_are_drawn_when_the_row_is_written_and_read_from_then_on(client, address, link):
    for page in (address, page_of(link)):
        assert [is_drawn(client.get(page)) for _time in range(2)] == [False, False]


def test_cached_pages_are_those_drawn_for_each_visitor(client, version):
    people = respondents(seed_catalog(), SHEETS, Random(7))
    pages = []
    for person in people:
        result = make_result(version, person.answers)
        pages += [address_of(result), page_of(make_link(result))]
    answered = [client.get(page) for page in pages]
    assert not any(map(is_drawn, answered))
    cached = [html(response) for response in answered]
    for table in (Result, ShareLink):
        sizes = [len(cached) for cached in table.objects.values_list("page_cache", flat=True)]
        assert 500 < max(sizes) < 2500
        table.objects.update(page_cache=None)  # as rows of before have it

    assert [html(client.get(page)) for page in pages] == cached


@pytest.mark.parametrize(
    "change",
    [
        lambda result: publish_seed_careers(),
        lambda result: make_version(seed_catalog()),
        lambda result: Result.objects.update(page_cache=None),
        lambda result: damage(lambda cached: cached[:99]),
        lambda result: damage(lambda cached: cached[:30] + b"?" * 99),
        lambda result: Result.objects.update(notes=["fast"]),
        lambda result: Result.objects.update(answer_pairs=result.answer_pairs[1:]),
        change_answer,
        lambda result: ask_more(attempt=result.attempt),
        lambda result: skip_days(attempt=result.attempt, now=result.finished_at),
    ],
    ids=(
        *("content", "catalog", "row of before", "cut off", "damaged"),
        *("note", "answers", "changed", "more", "days"),
    ),
)
def test_page_of_a_result_is_drawn_anew_after_a_change_and_not_stored(client, result, change):
    address = address_of(result)
    client.get(address)
    change(result)
    before = stored(result.attempt)

    assert is_drawn(client.get(address))
    assert stored(result.attempt) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda: publish_seed_careers(),
        lambda: make_version(seed_catalog()),
        lambda: ShareLink.objects.update(page_cache=None),
        lambda: ShareLink.objects.update(name="Bo"),
    ],
    ids=["content", "catalog", "row of before", "name"],
)
def test_page_of_a_link_is_drawn_anew_after_a_change(client, link, change):
    change()

    assert is_drawn(client.get(page_of(link)))


def test_pages_are_drawn_anew_in_another_language_and_while_developing(
    client, address, link, settings
):
    for page in (address, page_of(link)):
        with translation.override("de"):
            assert is_drawn(client.get(page, headers={"Accept-Language": "de"}))
        assert not is_drawn(client.get(page))
    settings.DEBUG = True
    for page in (address, page_of(link)):
        assert is_drawn(client.get(page))


def test_pages_are_drawn_anew_by_another_release(client, address, link, other_templates):
    client.get(address)
    other_templates()
    for page in (address, page_of(link)):
        response = client.get(page)
        assert (is_drawn(response), b"Of another release" in response.content) == (True, True)


@pytest.mark.parametrize("query", [{"compare": "project-manager"}, {"now": "delivery-lead"}])
def test_result_that_is_asked_about_another_role_is_drawn_for_that(client, address, query):
    assert is_drawn(client.get(address, query))


# --- when it is drawn again


def test_result_finished_again_is_drawn_for_all_that_changed(client, result):
    publish_seed_careers()
    finish_attempt(attempt=attempt_at(result.attempt.token), now=result.finished_at)

    assert not is_drawn(client.get(address_of(result)))


def test_other_answers_take_the_place_of_the_cached_page(client, result):
    address = address_of(result)
    before = read_page(client.get(address)).one("main").text
    change_answer(result)
    finish_attempt(attempt=attempt_at(result.attempt.token), now=result.finished_at)
    response = client.get(address)

    assert not is_drawn(response)
    assert read_page(response).one("main").text != before


def test_refreshed_link_shows_the_new_result_and_no_longer_the_old_one(client, result):
    link = make_link(result)
    before = read_page(client.get(page_of(link))).one(class_="order").text
    change_answer(result)
    finish_attempt(attempt=attempt_at(result.attempt.token), now=result.finished_at)
    assert read_page(client.get(page_of(link))).one(class_="order").text == before
    refresh_link(link=link, now=link.made_at)
    response = client.get(page_of(link))

    assert not is_drawn(response)
    assert read_page(response).one(class_="order").text != before


# --- what is not in it


def test_token_against_forged_posts_is_of_each_visit(client, address):
    one, two = (
        {
            field.attrs["value"]
            for field in read_page(client.get(address)).all("input", name="csrfmiddlewaretoken")
        }
        for _time in range(2)
    )

    assert (bool(one), one & two) == (True, set())


def test_what_is_cached_of_a_link_holds_nothing_private(result, link):
    text = "".join(shared_parts(link, content_of(public_state())))
    statements = [question.text for question in seed_catalog().questions]

    assert "Ada" in text
    assert [word for word in (result.attempt.token, link.token, "csrf") if word in text] == []
    assert [words for words in statements if words in text] == []


def test_cached_pages_say_what_the_site_is_called_today(client, address, link):
    for page in (address, page_of(link)):
        assert b"Jobs" not in client.get(page).content
    note_site(make_careers(site={"name": "Jobs"}))
    for page in (address, page_of(link)):
        response = client.get(page)
        assert (is_drawn(response), b"Jobs" in response.content) == (False, True)


def test_public_page_is_put_together_as_it_is_drawn_in_full(client, result, link, settings):
    note_site(make_careers(site={"name": "Jobs & <b>more", "foot": "No <i>advice."}))
    client.cookies["attempt"] = f"{result.attempt.token}.{result.attempt.token}"
    page = page_of(link)
    whole = []
    for is_developing in (False, True):
        settings.DEBUG = is_developing
        whole.append([html(visitor.get(page)) for visitor in (client, Client())])

    assert whole[0] == whole[1]
