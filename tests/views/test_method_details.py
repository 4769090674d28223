"""How scoring works, step by step: the page says all of the version in force."""

import re
from dataclasses import asdict

import pytest

from roles.domain.reading import grade
from roles.models import CatalogVersion
from roles.pages.careers.method import setting_rows
from roles.queries.figures import figures_of
from tests.factories import (
    make_catalog,
    make_version,
    publish_seed,
    seed_catalog,
)
from tests.pages.careers.test_method import MIXED_UP
from tests.views.method_page import ADDRESS, page_of, rows_of, table_of
from tests.views.page import links, missing, read_page, texts, title_of

MINUS = "\N{MINUS SIGN}"


TOLD = {
    "statements": ["statement you skip counts for nothing"],
    "calibrated": ["hasn't learned from real answers yet", "Trust the words more than the numbers"],
    "lower": ["harder to tell apart", "only about half of the time"],
}


def day_of(version):
    return f"{version.published_at:%-d %B %Y} (UTC)"


@pytest.fixture
def real(client, db):
    """The page of the real content."""
    publish_seed()
    return page_of(client)


def test_method_details_name_themselves_and_the_version_in_force(client, db):
    version = publish_seed()
    page = read_page(client.get(ADDRESS))

    assert title_of(page) == page.one("h1").text == "How scoring works, step by step"
    assert "one example worked through" in page.one("meta", name="description").attrs["content"]
    assert missing(page, TOLD | {"version": ["version 1 of the quiz", day_of(version)]}) == []


def test_method_details_contents_lead_to_each_section(real):
    contents = [address for _text, address in links(real.one("nav"))]

    assert contents == [f"#{section.attrs['id']}" for section in real.all("section")]


def test_method_details_lead_back_to_the_short_page_also_for_search_engines(client, db):
    publish_seed()
    trail = read_page(client.get(ADDRESS)).one(itemtype="https://schema.org/BreadcrumbList")

    assert links(trail) == [("How scoring works", "/how-scoring-works/")]
    assert trail.all("meta", itemprop="name")[0].attrs["content"] == "Step by step"


def test_method_details_tell_how_many_statements_there_are_and_how_answers_count(real):
    asked = {"statements": ["12 to 24 short statements", "four to a page"]}

    assert missing(real, asked | {"counts": ["There are 4 statements for each kind."]}) == []
    assert [each.split()[-1] for each in texts(real.one(id="statements"), "li")] == [
        "+2",
        "+1",
        "0",
        f"{MINUS}1",
        f"{MINUS}2",
    ]


def test_method_details_describe_each_area_with_its_ends(real):
    of, areas = seed_catalog().dimensions, real.one(id="areas")
    said = texts(areas, "dd")

    assert texts(areas, "dt") == [dimension.name for dimension in of]
    for dimension, text in zip(of, said, strict=True):
        assert dimension.description in text
        assert f"0 ({dimension.low}) to 100 ({dimension.high})" in text


def test_method_details_show_every_profile_as_our_view(real):
    table = table_of(real, "What each job involves: our view")
    rows = [row for row in rows_of(table) if len(row) > 1]
    of = seed_catalog()

    assert rows == [
        [row.name, *(f"{role.targets[row.slug]:g}" for role in of.roles)] for row in of.dimensions
    ]
    assert [row.text for row in table.all("tr", class_="area")] == [row.name for row in of.areas]
    assert [cell.attrs["data-label"] for cell in table.all("td", class_="number")[:5]] == [
        role.name for role in of.roles
    ]


def test_method_details_show_every_setting_with_its_value_and_what_it_does(real):
    rows = rows_of(table_of(real, "Settings, their values and what they do"))
    values = asdict(seed_catalog().settings)

    assert [row[0] for row in rows] == [row.label for row in setting_rows(seed_catalog().settings)]
    assert [row[1] for row in rows] == [
        "no" if value is False else f"{value:g}" for value in values.values()
    ]
    assert all(row[2] for row in rows)


def test_method_details_state_the_figures_that_were_measured_on_the_version_in_force(real):
    figures, rows = figures_of(seed_catalog()), rows_of(real.one("table", id="figures"))

    assert rows[0][1:] == [f"{each.asked.value:.1f}" for each in (figures.cold, figures.calibrated)]
    assert rows[3][1] == f"{round(100 * figures.cold.first.value, 1):g} of 100"
    assert len(rows) == 7


def test_method_details_of_a_version_that_was_not_measured_state_no_figures(client, db):
    make_version(make_catalog())

    assert "no figures for it" in page_of(client).one(id="figures").text


def test_method_details_say_which_two_roles_lie_closest_and_whose_ideas_they_use(real):
    close = ["Product manager and Product owner", "about 32 of 100 people"]
    years = re.findall(r"\((\d{4})\)", real.one(id="sources").text)

    assert missing(real, {"closest": close}) == []
    assert years == ["1953", "2020", "2012", "2012", "2002", "2011", "2017"]


def test_method_details_of_a_small_catalog_follow_it(client, db):
    make_version(make_catalog())
    page = page_of(client)
    told = {"statements": ["2 to 4 short statements"], "counts": ["2 statements for each kind"]}

    assert missing(page, told | {"stop": ["has answered every statement"]}) == []
    assert rows_of(page.one("table", id="points"))[-1] == ["Total", "", "0.00"]


def test_method_details_of_a_calibrated_catalog_say_since_when_and_count_from_baselines(client, db):
    make_version(make_catalog())
    settings = {"minimum_answers": 2, "calibrated": True}
    make_version(make_catalog(**MIXED_UP, settings=settings))
    page = page_of(client)
    version = CatalogVersion.objects.get(number=2)
    counted = ["turned round", "from the usual answer", "steps need not be whole numbers"]
    told = {"calibrated": ["Since version 2", day_of(version)], "statements": counted}
    told["counts"] = ["Ideas 2, Idle 0, Order 1."]

    assert missing(page, told) == []
    assert [row[2] for row in rows_of(page.one(id="answers")) if len(row) > 1][:2] == [
        "+1.75",
        f"{MINUS}1",
    ]


def test_method_details_before_the_first_publication_are_not_found(client, db):
    assert client.get(ADDRESS).status_code == 404


def test_method_details_refuse_to_be_posted_to(client, db):
    response = client.post(ADDRESS)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_method_details_are_plain_to_read_and_light(client, real):
    explained = [each.text for tag in ("p", "li", "dd") for each in real.all(tag)]
    packed = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"}).content

    assert grade(explained) < 8
    assert len(packed) < 14 * 1024
