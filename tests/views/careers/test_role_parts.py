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
    cited,
    head_of,
    ids,
    open_small,
    real_page,
    texts,
    whole_head,
)
from tests.views.page import links, read_page

THINKER = "/roles/thinker/"
DREAMER = {"slug": "dreamer", "name": "Dreamer", "changes": {"ideas": "More", "order": "Less"}}
STEP = {"start": "dreamer", "goal": "thinker", "text": "Think", "source": "survey"}


def page_of(client, address=THINKER):
    return read_page(client.get(address))


# --- sources


def test_page_says_what_each_source_is(db):
    sources = real_page("/roles/product-owner/").one(id="sources")

    assert sources.one("summary").text == f"{len(sources.all('li'))} sources"
    assert sources.one("li", id="source-perri").text == (
        "Notes on an interview with Melissa Perri, 2022. One expert's opinion. Excerpts only."
    )
    assert sources.one("li", id="source-careers-faq").text == (
        "A careers FAQ, undated. It names no author, no country and no data. We checked it against "
        "the other sources."
    )
    assert links(sources.one("li", id="source-scrum-guide")) == [
        (
            "Scrum Guide by Ken Schwaber and Jeff Sutherland, November 2020",
            "https://scrumguides.org/",
        )
    ]


def test_page_says_behind_each_number_who_said_it_and_when(db):
    page = real_page("/roles/product-owner/")

    assert {link.attrs["aria-label"].split("] ")[1] for link in page.all("a", class_="cite")} == {
        *("Scrum Guide, 2020", "Melissa Perri, 2022", "BLS pay survey, 2025", "common practice"),
        *("careers FAQ, undated", "Prices, second-hand, 2026", "Microsoft, 2025"),
        *("ONS, second-hand, 2025", "Roman Pichler, undated", "O*NET, 2025"),
    }


@pytest.mark.parametrize("named_by", ["does", "confused", "week", "ladder", "pay"])
def test_role_page_names_a_source_of_any_of_its_parts(client, db, named_by):
    atlas = make_source_row(slug="atlas", label="Atlas")
    row = make_page_row("thinker", other="keeper")
    changes = {"sources": [make_source_row(), atlas], "roles": [row]}
    if named_by == "pay":
        changes["pay"] = [make_pay_row(source="atlas")]
    else:
        row[named_by][0]["source"] = "atlas"
    open_small(**changes, routes=[STEP])

    assert {item.attrs["id"] for item in page_of(client).one(id="sources").all("li")} == {
        "source-survey",
        "source-atlas",
    }


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
    assert ids(page) == ["profile", "others"]
    assert links(page.one("nav", aria_label="On this page")) == [
        ("What the job involves", "#profile"),
        ("Not to be confused with", "#others"),
    ]
    assert links(page.one(id="compare")) == [
        ("Thinker", "/compare/thinker-and-mixer/"),
        ("Keeper", "/compare/keeper-and-mixer/"),
    ]


def test_role_page_without_content_is_the_same_when_a_step_leads_to_it(client, db):
    open_small(routes=[STEP | {"goal": "mixer"}])

    assert ids(page_of(client, "/roles/mixer/")) == ["profile", "others"]


def test_role_page_without_statements_has_no_contents_that_lead_nowhere(client, db):
    row = make_page_row("thinker", other="keeper", pay=[]) | {kind: [] for kind in ROLE_POINTS}
    open_small(roles=[row], routes=[])
    page = page_of(client)
    contents = [address for _text, address in links(page.one("nav", aria_label="On this page"))]

    assert [address for address in contents if address[1:] not in ids(page)] == []


def test_role_page_without_statements_has_no_heading_over_nothing(client, db):
    row = make_page_row("thinker", other="keeper", pay=[], pay_line="")
    open_small(roles=[row | {kind: [] for kind in ROLE_POINTS}], routes=[])

    assert ids(page_of(client)) == ["profile", "pay", "others"]


def test_role_page_without_a_line_on_pay_numbers_its_sources_as_it_names_them(client, db):
    atlas = make_source_row(slug="atlas", label="Atlas")
    row = make_page_row("thinker", other="keeper", pay_line="")
    open_small(sources=[make_source_row(), atlas], pay=[make_pay_row(source="atlas")], roles=[row])
    numbers = [link.text for link in page_of(client).all("a", class_="cite")]

    assert list(dict.fromkeys(numbers)) == ["[1]", "[2]"]


def test_role_page_numbers_sources_of_pay_as_it_shows_the_groups(client, db):
    sources = [make_source_row(slug=slug, label=slug) for slug in ("survey", "atlas", "census")]
    pay = [make_pay_row(source="atlas"), make_pay_row(slug="counted", source="census")]
    shown = [
        {"figure": "thinkers-us", "note": "A note."},
        {"figure": "counted", "note": "A note.", "counts_role": True},  # so it comes first
    ]
    open_small(
        sources=sources, pay=pay, roles=[make_page_row("thinker", other="keeper", pay=shown)]
    )
    page = page_of(client)
    numbers = [link.text for link in page.all("a", class_="cite")]

    assert list(dict.fromkeys(numbers)) == ["[1]", "[2]", "[3]"]
    assert [cited(groups.all("p")[0])[1] for groups in page.all("ul", class_="pay")] == [
        "census",
        "atlas",
    ]


def test_role_page_leads_to_no_routes_where_there_are_none(client, db):
    titles = [DREAMER, DREAMER | {"slug": "poet", "name": "Poet"}]
    row = make_page_row("thinker", other="keeper", comes_from=["poet", "dreamer"])
    open_small(roles=[row], titles=titles, routes=[STEP])
    (_decides, _pay, comes_from, _mixed) = page_of(client).one("dl", class_="glance").all("dd")

    assert comes_from.text.replace(" ,", ",") == "Poet, Dreamer"
    assert links(comes_from) == [("Dreamer", "/routes/dreamer/")]


def test_role_page_without_a_way_in_leaves_the_heading_out(client, db):
    open_small(routes=[STEP | {"goal": "keeper"}])

    assert page_of(client).all(id="ways") == []


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

    assert [cited(item) for item in page.one(id="confused").all("li")] == [
        ("About confused Compare the two", "survey")
    ]
    assert [text for text, _address in links(page.one("dl", class_="glance"))] == ["[1]", "Mixer"]
    assert page.all(id="compare") == []
    assert texts(page.one(id="ways").all("a")) == ["Dreamer", "Mixer"]
    assert "keeper" not in page.one("body").text.lower()
    assert client.get("/roles/keeper/").status_code == 404


@pytest.mark.parametrize("address", [THINKER, "/roles/mixer/"])
def test_role_page_refuses_to_be_posted_to(client, db, address):
    open_small()
    response = client.post(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
