"""Two or three roles side by side: one address for each set of them, and what stands there."""

from itertools import permutations

import pytest

from tests.careers_factories import make_comparison_row, make_source_row
from tests.factories import make_catalog, make_role, seed_careers
from tests.views.careers.pages import (
    OWNERS,
    THREE,
    head_of,
    ids,
    open_small,
    points,
    real_page,
    texts,
    whole_head,
)
from tests.views.page import links, read_page

PAIR = "/compare/thinker-and-keeper/"
OLD = "May be out of date."


@pytest.fixture
def real(db):
    return real_page(f"/compare/{OWNERS}/")


@pytest.fixture
def three(db):
    return real_page(f"/compare/{THREE}/")


def page_of(client, address=PAIR):
    return read_page(client.get(address))


def tables(page):
    """Caption and rows of each table of numbers."""
    return [
        (table.one("caption").text, [texts(row.all()) for row in table.one("tbody").all("tr")])
        for table in page.all("table", class_="numbers")
    ]


def written(slug):
    """What the shipped content says in that comparison."""
    return next(row for row in seed_careers().comparisons if row.slug == slug)


# --- what the page says


def test_comparison_tells_machines_what_it_is(real):
    assert head_of(real) == whole_head(
        f"/compare/{OWNERS}/",
        "Product manager or Product owner?",
        "Product manager or product owner? Companies draw the line in two ways. What's the same, "
        "what differs, and which job may fit you better.",
    )


def test_comparison_under_the_sites_own_name_has_addresses_of_that(client, db, settings):
    settings.SITE_ORIGIN = "https://quiz.example.org"
    open_small()

    assert head_of(page_of(client)) == whole_head(
        PAIR, "Thinker or Keeper?", "How the two differ.", "https://quiz.example.org"
    )


def test_comparison_has_its_sections_in_order(real, three):
    first = ["profile", "same", "different"]

    assert ids(real) == [
        *(*first, "choose-product-manager", "choose-product-owner"),
        *("does", "week", "pay", "next", "sources"),
    ]
    assert ids(three) == [
        *(*first, "choose-product-manager", "choose-project-manager", "choose-program-manager"),
        *("does", "pay", "next", "sources"),
    ]


def test_comparison_answers_the_question_of_its_headline(real, three):
    assert real.one("h1").text == "Product manager or Product owner?"
    assert three.one("h1").text == "Product manager, Project manager or Program manager?"
    assert real.one(id="answer").text == f"{written(OWNERS).answer} (careers FAQ, undated)"


def test_comparison_answered_by_this_site_itself_has_no_mark(client, db):
    site = make_source_row(slug="site", kind="own", year=None)
    row = make_comparison_row("thinker", "keeper", source="site")
    open_small(sources=[make_source_row(), site], comparisons=[row])

    assert page_of(client).one(id="answer").text == "One thinks, one keeps."


def test_comparison_has_a_table_of_the_numbers(real):
    table = real.one(id="profile").one("table")

    assert texts(table.all("th", scope="col")) == [
        *("Kind of work", "Product manager", "Product owner"),
    ]
    assert [texts(row.all()) for row in table.all("tr") if row.all("td", class_="number")] == [
        ["Setting direction", "80", "60"],
        ["Staying on track", "35", "35"],
        ["Shaping the work", "50", "80"],
        ["Understanding customers", "75", "70"],
        ["Keeping things organized", "15", "20"],
        ["Bringing teams together", "45", "35"],
    ]


def test_comparison_draws_each_role_as_its_shape_and_says_the_same(real):
    profile = real.one(id="profile")
    row = profile.all("li", class_="chart-row")[2]
    spots = row.all("svg", class_="chart-spot")

    assert texts(profile.all("h3", class_="area")) == [
        *("Strategy", "Delivery", "Markets", "Coordination"),
    ]
    assert row.one("strong").text == "Shaping the work"
    assert row.one(class_="chart-words").text == "Product manager 50, Product owner 80"
    # The first role lies on top, so it is drawn last.
    assert [(spot.attrs["class"], spot.attrs["x"]) for spot in spots] == [
        ("chart-spot hue-diamond", "80%"),
        ("chart-spot hue-circle", "50%"),
    ]
    assert row.one("svg", class_="chart").attrs["aria-hidden"] == "true"


def test_comparison_without_a_result_in_the_browser_leads_to_the_quiz(real):
    remark = real.one(id="profile").one("p", class_="remark")

    assert remark.text == (
        "Want to see how you compare? Take the quiz , then come back on this device."
    )
    assert links(remark) == [("Take the quiz", "/quiz/")]


def test_comparison_says_what_is_alike_and_what_differs_with_marks(real):
    [same], different = written(OWNERS).same, written(OWNERS).different

    assert points(real, "same") == [f"{same.text} (Melissa Perri, 2022)"]
    assert points(real, "different")[1] == f"{different[1].text} (Scrum Guide, 2020)"
    assert len(points(real, "different")) == len(different) == 4


def test_comparison_says_for_each_role_why_to_choose_it(three):
    assert texts(three.one(id="choose-project-manager").all("h2")) == [
        "Choose Project manager if you would rather"
    ]
    assert [points(three, f"choose-{role}") for role in THREE.split("-and-")] == [
        [f"{point.text} (our view)" for point in written(THREE).choose if point.label == role]
        for role in THREE.split("-and-")
    ]


def test_comparison_says_what_each_does_with_marks_and_first_sentences(real):
    one, two = real.one(id="does").one("div").all("section")

    assert (one.one("h3").text, two.one("h3").text) == ("Product manager", "Product owner")
    assert two.one("p").text == (
        "Decides with a team what is built next, so that the product gains the most value."
    )
    assert two.all("li")[3].text == (
        "Say no. People have to convince you before the order changes. (Scrum Guide, 2020)"
    )
    assert len(one.all("strong")) == len(one.all("li")) == 6


def test_comparison_sets_the_weeks_beside_each_other_by_day(real):
    days = real.one(id="week").one("ul").all("li")

    assert [day.one("h3").text for day in days] == [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    ]
    assert texts(days[2].all("p")) == [
        "Product manager: Argue for one idea at the leaders' meeting. Tell sales their promised "
        "feature won't happen.",
        "Product owner: Answer the team's questions, all day. Turn down an urgent request from a "
        "senior manager.",
    ]


def test_comparison_says_what_the_nearest_group_of_each_earns(real):
    pay = real.one(id="pay")

    assert texts(pay.all("h3")) == ["Product manager", "Product owner"]
    assert texts(pay.all("p"))[3:] == [
        "Computer systems analysts, United States, May 2025: Half earn less than $106,000 a year. "
        "(BLS pay survey, 2025)",
        "Not the pay of product owners. Business analysts in IT are counted here.",
        "Product owner: all figures",
    ]
    assert links(pay)[1] == ("Product owner: all figures", "/roles/product-owner/#pay")


def test_comparison_of_recent_figures_does_not_call_them_old(client, db):
    open_small()
    pay = page_of(client).one(id="pay").all("p")[0].text

    assert pay == (
        "Thinkers, United States, May 2026: They earn $60,000 a year on average. The range named "
        "is $40,000 to more than $90,000. (Survey, 2025)"
    )


def test_comparison_leads_on_to_the_roles_and_back(real, three):
    assert links(real.one(id="next")) == [
        ("Product manager: all about this role", "/roles/product-manager/"),
        ("Product owner: all about this role", "/roles/product-owner/"),
        ("Compare other roles", "/compare/"),
    ]
    assert len(links(three.one(id="next"))) == 4
    assert links(real.one("nav", aria_label="Previous page")) == [("All comparisons", "/compare/")]


def test_comparison_names_its_sources(real):
    assert [item.attrs["id"] for item in real.one(id="sources").all("li")] == [
        *(
            "source-careers-faq",
            "source-bls-pay",
            "source-onet",
            "source-scrum-guide",
            "source-perri",
        ),
        *("source-common-practice", "source-our-view"),
    ]


# --- addresses


def test_comparison_has_one_address_to_which_every_order_leads(client, db):
    open_small(comparisons=[make_comparison_row("thinker", "keeper", "mixer")])
    orders = ["-and-".join(order) for order in permutations(("thinker", "keeper", "mixer"))]
    answers = [client.get(f"/compare/{order}/") for order in orders]

    assert [answer.status_code for answer in answers] == [200, *[301] * 5]
    assert {answer["Location"] for answer in answers[1:]} == {
        "/compare/thinker-and-keeper-and-mixer/"
    }
    turned = client.get("/compare/keeper-and-thinker/")
    assert (turned.status_code, turned["Location"]) == (301, PAIR)


@pytest.mark.parametrize(
    "roles",
    [
        *(
            "thinker",
            "thinker-and-thinker",
            "thinker-and-keeper-and-thinker",
            "thinker-and-juggler",
        ),
        *("juggler-and-thinker", "thinker-and", "and-thinker", "thinker-and-and-keeper", "Thinker"),
        *("thinker-keeper", "thinker-and-keeper-and-mixer", "mixer-and-keeper-and-thinker"),
    ],
)
def test_comparison_of_what_is_not_there_is_not_found(client, db, roles):
    open_small()
    response = client.get(f"/compare/{roles}/")

    assert response.status_code == 404
    assert read_page(response).one("h1").text == "Page not found"


def test_comparison_with_a_role_that_is_not_in_force_is_not_found(client, db):
    roles = [make_role("thinker", ideas=90, order=20), make_role("mixer", ideas=60, order=40)]
    open_small(make_catalog(roles=roles))

    assert client.get(PAIR).status_code == 404
    assert page_of(client, "/compare/thinker-and-mixer/").one("h1").text == "Thinker or Mixer?"


def test_comparison_before_the_first_publication_is_not_found(client, db):
    assert client.get(PAIR).status_code == 404


@pytest.mark.parametrize("address", [PAIR, "/compare/keeper-and-thinker/", "/compare/x/"])
def test_comparison_refuses_to_be_posted_to(client, db, address):
    open_small()
    response = client.post(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
