"""How scoring works: the page says all of the version in force."""

import re

import pytest
from django.core.management import call_command

from roles.models import CatalogVersion
from tests.factories import make_catalog, make_version, publish_seed
from tests.pages.careers.test_method import MIXED_UP
from tests.reading import grade
from tests.views.method_page import ADDRESS, page_of, rows_of, table_of
from tests.views.page import links, read_page, title_of

MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def real(client, db):
    """The page of the real content."""
    publish_seed()
    return page_of(client)


def test_method_names_itself_and_the_version_in_force(client, db):
    version = publish_seed()
    page = read_page(client.get(ADDRESS))
    day = f"{version.published_at:%-d %B %Y} (UTC)"

    assert title_of(page) == page.one("h1").text == "How scoring works"
    assert page.one("meta", name="description").attrs["content"] == (
        "How careerquiz gets from answers to roles: the idea, one example worked through, every "
        "setting in force, and what it cannot see."
    )
    assert page.one(id="version").text == (
        f"All of this page is about version 1 of the quiz, in force since {day}. When a new "
        "version comes out, the page changes with it."
    )


def test_method_contents_lead_to_each_section(real):
    contents = [address for _text, address in links(real.one("nav"))]

    assert contents == [
        f"#{section.attrs['id']}"
        for section in real.all("section")
        if section.attrs["id"] != "more"
    ]


def test_method_tells_what_is_asked_and_how_answers_count(real):
    paragraphs = [each.text for each in real.one(id="statements").all("p")]

    assert paragraphs[0] == (
        "You rate 8 to 24 short statements about work. Each belongs to one area of work. How many "
        "there are of each: Strategy 6, Delivery 6, Markets 6, Coordination 6."
    )
    assert paragraphs[2] == (
        "A statement that you skip counts for nothing. It does not count as the middle."
    )
    assert [each.text for each in real.one(id="statements").all("li")] == [
        "Like a lot: +2",
        "Like: +1",
        "Neither like nor dislike: 0",
        f"Dislike: {MINUS}1",
        f"Dislike a lot: {MINUS}2",
    ]


def test_method_describes_each_area_with_its_ends(real):
    areas = real.one(id="areas")

    assert [term.text for term in areas.all("dt")] == [
        "Strategy",
        "Delivery",
        "Markets",
        "Coordination",
    ]
    assert areas.all("dd")[0].text == (
        "Liking to decide where things should go and why, months or years ahead. From 0 (happy "
        "for others to set the direction) to 100 (wants to set the direction)."
    )


def test_method_shows_every_profile_as_our_view(real):
    table = table_of(real, "What each role asks you to like: our view")

    assert rows_of(table) == [
        ["Product manager", "90", "35", "90", "40"],
        ["Project manager", "40", "90", "20", "60"],
        ["Program manager", "95", "45", "30", "80"],
        ["Product owner", "40", "90", "80", "40"],
        ["Project coordinator", "15", "30", "30", "90"],
    ]
    assert [cell.attrs["data-label"] for cell in table.all("td")[:4]] == [
        cell.text for cell in table.all("th", scope="col")[1:]
    ]


def test_method_shows_every_setting_with_its_value(real):
    rows = rows_of(table_of(real, "Settings, their values and what they do"))

    assert [row[:2] for row in rows] == [
        ["Contrast", "0.8"],
        ["Own variance", "0.35"],
        ["Noise variance", "0.9"],
        ["Temperature", "1"],
        ["Stop probability", "0.95"],
        ["Minimum answers", "8"],
        ["Statements per page", "4"],
        ["Longest run", "2"],
        ["Clear from", "0.6"],
        ["Close from", "0.75"],
        ["No direction below", "0.3"],
        ["Panel share", "0.05"],
        ["Calibrated", "no"],
    ]
    assert rows[0][2] == "How strongly a role's pattern is expected to show in answers."
    assert rows[-1][2] == "Whether the usual answers to statements were learned from real answers."


def test_method_says_how_sure_it_is_with_the_lower_figure(real):
    sure = real.one(id="sure")

    assert sure.one(id="calibrated").text == (
        "The quiz has not yet learned from real answers. Until then every number on a result is a "
        "first estimate by our model, and the real ones may be lower. So trust the words more than "
        "the numbers."
    )
    assert rows_of(table_of(sure, "Made-up people: our simulation, 2026")) == [
        ["Statements asked, on average", "17.4", "16.2"],
        ["Statements asked of people with strong likes", "15.1", "13.7"],
        ["Same first role as with all statements", "98.9 of 100", "98.1 of 100"],
        ["The role they were made from came first", "67 of 100", "73 of 100"],
        ["The same for people with strong likes", "84 of 100", "88 of 100"],
    ]
    assert sure.one(id="lower").text == (
        "Trust the lower figure more. We also laid our profiles over public answer sheets of other "
        "questionnaires, filled in by real people. There the same person got the same first role "
        "with 24 other statements only about half of the time. The first two held that role about "
        "three times in four. So look at both roles that we name."
    )


def test_method_says_what_it_cannot_see_and_whose_ideas_it_uses(real):
    limits = [each.text for each in real.one(id="limits").all("li")]
    ideas = real.one(id="sources").text

    assert limits[1] == (
        "Some roles lie close together. If Project manager and Product owner were the only two, "
        "about 24 of 100 people would end up on the wrong side, even after every statement."
    )
    years = re.findall(r"\((\d{4})\)", ideas)
    assert years == ["1953", "2020", "2012", "2012", "2002", "2011", "2017"]


def test_method_links_the_quiz_privacy_and_the_answers_when_there_are_any(client, db):
    publish_seed()
    without = links(page_of(client).one(id="more"))
    call_command("load_careers", publish=True, verbosity=0)

    assert without == [
        ("Start the quiz", "/quiz/"),
        ("What we store, and how to delete it", "/privacy/"),
    ]
    assert links(page_of(client).one(id="more"))[1] == (
        "Questions and answers",
        "/questions-and-answers/",
    )


def test_method_of_a_small_catalog_follows_it(client, db):
    make_version(make_catalog())
    page = page_of(client)

    assert page.one(id="statements").all("p")[0].text == (
        "You rate 2 to 4 short statements about work. Each belongs to one area of work. How many "
        "there are of each: Ideas 2, Order 2."
    )
    assert rows_of(page.one("table", id="points"))[-1] == ["Together", "", "0.00"]
    assert page.one(id="stop").text == (
        "This person has answered every statement. So the quiz stops."
    )


def test_method_of_a_calibrated_catalog_says_since_when_and_counts_from_baselines(client, db):
    make_version(make_catalog())
    settings = {"minimum_answers": 2, "calibrated": True}
    make_version(make_catalog(**MIXED_UP, settings=settings))
    page = page_of(client)
    version = CatalogVersion.objects.get(number=2)
    day = f"{version.published_at:%-d %B %Y} (UTC)"

    assert page.one(id="calibrated").text == (
        f"Since version 2 of {day} the quiz has learned from real answers what people usually say "
        "to each statement."
    )
    assert page.one(id="statements").all("p")[2].text == (
        "A statement that you skip counts for nothing. It does not count as the middle. A few "
        "statements are turned round: there a dislike counts for the area. Some statements are "
        "liked by nearly everybody. So we count each answer from the usual answer to that "
        "statement. That is why steps need not be whole numbers."
    )
    assert [row[2] for row in rows_of(page.one(id="answers").all("table")[0])] == [
        "+1.75",
        f"{MINUS}1",
    ]


def test_method_before_the_first_publication_is_not_found(client, db):
    assert client.get(ADDRESS).status_code == 404


def test_method_refuses_to_be_posted_to(client, db):
    response = client.post(ADDRESS)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_method_is_plain_to_read_and_light(client, real):
    explained = [each.text for tag in ("p", "li", "dd") for each in real.all(tag)]
    packed = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"}).content

    assert grade(explained) < 8
    assert len(packed) < 14 * 1024
