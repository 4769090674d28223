"""The page of one role: its sources, and what it leaves out when there is less to say."""

import pytest

from tests.careers_factories import (
    ROLE_POINTS,
    make_page_row,
    make_pay_row,
    make_point_row,
    make_source_row,
)
from tests.factories import make_catalog, make_role
from tests.views.careers.pages import (
    head_of,
    ids,
    open_small,
    points,
    real_page,
    texts,
    whole_head,
)
from tests.views.page import links, read_page

THINKER = "/roles/thinker/"
STEP = {"start": "dreamer", "goal": "thinker", "text": "Think", "source": "survey"}


def page_of(client, address=THINKER):
    return read_page(client.get(address))


# --- sources


def test_role_page_names_its_sources_once_and_in_order(db):
    sources = real_page("/roles/product-owner/").one(id="sources")

    assert sources.one("p").text == "Last checked on 28 November 2026."
    assert [item.attrs["id"] for item in sources.all("li")] == [
        *("source-careers-faq", "source-bls-pay", "source-ons", "source-microsoft"),
        *("source-onet", "source-scrum-guide", "source-certificate-prices", "source-perri"),
        *("source-pichler", "source-common-practice", "source-our-view", "source-our-view-of-ai"),
    ]
    assert links(sources) == [
        (
            "US Bureau of Labor Statistics, employer survey (OEWS), May 2025",
            "https://www.bls.gov/oes/",
        ),
        ("O*NET 29.3, tasks and job titles", "https://www.onetcenter.org/"),
        (
            "Scrum Guide by Ken Schwaber and Jeff Sutherland, November 2020",
            "https://scrumguides.org/",
        ),
    ]


def test_role_page_names_a_source_without_an_address_and_says_what_a_view_is(db):
    sources = real_page("/roles/product-owner/").one(id="sources")

    assert sources.one("li", id="source-perri").text == (
        "Melissa Perri, 2022: Notes on an interview with Melissa Perri. One expert's opinion. "
        "Excerpts only."
    )
    assert sources.one("li", id="source-common-practice").text == (
        "common practice: What's usual as far as we know. We found no source."
    )


@pytest.mark.parametrize("named_by", ["does", "confused", "week", "pay", "routes"])
def test_role_page_names_a_source_of_any_of_its_parts(client, db, named_by):
    atlas = make_source_row(slug="atlas", label="Atlas")
    row, step = make_page_row("thinker", other="keeper"), dict(STEP)
    changes = {"sources": [make_source_row(), atlas], "roles": [row]}
    if named_by == "routes":
        step["source"] = "atlas"
    elif named_by == "pay":
        changes["pay"] = [make_pay_row(source="atlas")]
    else:
        row[named_by][0]["source"] = "atlas"
    open_small(**changes, routes=[step])

    assert [item.attrs["id"] for item in page_of(client).one(id="sources").all("li")] == [
        "source-survey",
        "source-atlas",
    ]


# --- less to say


def test_role_page_without_content_says_what_the_catalog_says(client, db):
    open_small()
    page = page_of(client, "/roles/mixer/")

    assert head_of(page) == whole_head(
        "/roles/mixer/", "Mixer: what you do, pay, steps", "Does what a mixer does."
    )
    assert (page.one("h1").text, page.one(class_="lead").text) == (
        "Mixer",
        "Does what a mixer does.",
    )
    assert ids(page) == ["profile", "compare"]
    assert page.all("nav", aria_label="On this page") == []
    assert links(page.one(id="compare")) == [
        ("Mixer and Thinker", "/compare/thinker-and-mixer/"),
        ("Mixer and Keeper", "/compare/keeper-and-mixer/"),
    ]


def test_role_page_without_content_is_the_same_when_a_step_leads_to_it(client, db):
    open_small(routes=[STEP | {"goal": "mixer"}])

    assert ids(page_of(client, "/roles/mixer/")) == ["profile", "compare"]


def test_role_page_without_statements_has_no_contents_that_lead_nowhere(client, db):
    row = make_page_row("thinker", other="keeper", pay=[]) | {kind: [] for kind in ROLE_POINTS}
    open_small(roles=[row], routes=[])
    page = page_of(client)
    contents = [address for _text, address in links(page.one("nav", aria_label="On this page"))]

    assert [address for address in contents if address[1:] not in ids(page)] == []


def test_role_page_without_a_way_in_leaves_the_heading_out(client, db):
    open_small(routes=[STEP | {"goal": "keeper"}])

    assert page_of(client).one(id="trials").all("h3") == []


def test_role_page_leaves_out_roles_that_are_not_in_force(client, db):
    row = make_page_row("thinker", other="keeper")
    row["confused"].append(make_point_row("confused", label="mixer"))
    open_small(
        make_catalog(
            roles=[make_role("thinker", ideas=90, order=20), make_role("mixer", ideas=6, order=40)]
        ),
        roles=[row, make_page_row("keeper", other="thinker")],
        routes=[STEP, STEP | {"start": "keeper"}, STEP | {"start": "mixer"}],
    )
    page = page_of(client)

    assert points(page, "confused") == [
        "Mixer. About confused (Survey, 2025) Compare Thinker and Mixer"
    ]
    assert texts(page.one(id="compare").all("li")) == ["Thinker and Mixer"]
    assert texts(page.one(id="trials").all("ul")[1].all("a")) == ["Dreamer", "Mixer"]
    assert "keeper" not in page.one("body").text.lower()
    assert client.get("/roles/keeper/").status_code == 404


@pytest.mark.parametrize("address", [THINKER, "/roles/mixer/"])
def test_role_page_refuses_to_be_posted_to(client, db, address):
    open_small()
    response = client.post(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
