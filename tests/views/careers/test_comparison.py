"""Two or three roles side by side: one address for each set of them, and what stands there."""

from itertools import combinations, permutations

import pytest

from tests.careers_factories import (
    make_comparison_row,
    make_page_row,
    make_pay_row,
    make_source_row,
)
from tests.factories import make_catalog, make_role, seed_careers
from tests.views.careers.pages import (
    OWNERS,
    ROLES,
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
WRITTEN = (*("-and-".join(pair) for pair in combinations(ROLES, 2)), THREE)


@pytest.fixture
def real(db):
    return real_page(f"/compare/{OWNERS}/")


@pytest.fixture
def three(db):
    return real_page(f"/compare/{THREE}/")


def page_of(client, address=PAIR):
    return read_page(client.get(address))


def written(slug):
    """What the shipped content says in that comparison."""
    return next(row for row in seed_careers().comparisons if row.slug == slug)


def page_in_seed(role):
    return seed_careers().roles_by_slug[role]


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
    assert ids(real) == [
        *("profile", "choose-product-manager", "choose-product-owner"),
        *("different", "same", "week", "pay", "sources"),
    ]
    assert ids(three) == [
        *("profile", *(f"choose-{role}" for role in THREE.split("-and-"))),
        *("different", "same", "pay", "sources"),
    ]


def test_comparison_answers_the_question_of_its_headline(real, three):
    assert real.one("h1").text == "Product manager or Product owner?"
    assert three.one("h1").text == "Product manager, Project manager or Program manager?"
    assert real.one(id="answer").text == f"{written(OWNERS).answer} [1]"


def test_comparison_names_the_shape_of_each_role(real, three):
    for page, roles in ((real, OWNERS), (three, THREE)):
        shapes = page.one(class_="band").one(class_="named-shapes").all("svg", class_="symbol")

        assert len(shapes) == len(roles.split("-and-"))
    assert texts(real.one(class_="named-shapes").all("p")) == ["Product manager", "Product owner"]
    assert texts(real.one(class_="legend").all("li")) == ["Product manager", "Product owner"]


def test_comparison_answered_by_this_site_itself_has_no_mark(client, db):
    site = make_source_row(slug="site", kind="own", year=None)
    row = make_comparison_row("thinker", "keeper", source="site")
    open_small(sources=[make_source_row(), site], comparisons=[row])

    assert page_of(client).one(id="answer").text == "One thinks, one keeps."


@pytest.mark.parametrize("pair", WRITTEN)
def test_comparison_numbers_its_sources_in_the_order_in_which_it_names_them(db, pair):
    page = real_page(f"/compare/{pair}/")
    cited = [link.attrs["href"] for link in page.all("a", class_="cite")]
    listed = [f"#{item.attrs['id']}" for item in page.one(id="sources").all("li")]

    assert list(dict.fromkeys(cited)) == listed
    assert [link.text for link in page.all("a", class_="cite")] == [
        f"[{listed.index(one) + 1}]" for one in cited
    ]
    assert page.one(id="views").text == "Where no source is named, this is our view."


def test_comparison_leads_with_the_kind_of_work_in_which_the_roles_differ_most(real, three):
    assert real.one(id="profile").all("p")[0].one("strong").text == "Shaping the work"
    assert three.one(id="profile").all("p")[0].one("strong").text == "Staying on track"


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
    assert [address for _text, address in links(real.one(id="profile"))] == ["/quiz/"]


def test_comparison_says_what_is_shared_and_what_differs_with_numbers_of_sources(real):
    [same], different = written(OWNERS).same, written(OWNERS).different

    assert points(real, "same") == [f"{same.text} [3]"]
    assert points(real, "different") == [
        *(f"{different[0].text} [1]", f"{different[1].text} [2]"),
        *(f"{different[2].text} [1]", different[3].text),
    ]


def test_comparison_with_nothing_in_common_leaves_that_out(client, db):
    open_small(comparisons=[make_comparison_row("thinker", "keeper", same=[])])

    assert "same" not in ids(page_of(client))


def test_comparison_says_for_each_role_why_to_choose_it(three):
    assert texts(three.one(id="choose-project-manager").all("h2")) == [
        "Choose Project manager if you'd rather \N{HORIZONTAL ELLIPSIS}"
    ]
    assert [points(three, f"choose-{role}") for role in THREE.split("-and-")] == [
        [point.text for point in written(THREE).choose if point.label == role]
        for role in THREE.split("-and-")
    ]


def test_comparison_sets_the_weeks_beside_each_other_by_day(real):
    table = real.one(id="week").one("table")
    days = table.one("tbody").all("tr")

    assert texts(table.all("th", scope="col")) == ["Product manager", "Product owner"]
    assert [day.one("th", scope="row").text for day in days] == [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    ]
    assert texts(days[2].all("td")) == [
        "Product manager: Argue for one idea at the leaders' meeting. Tell sales their promised "
        "feature won't happen.",
        "Product owner: Answer the team's questions, all day. Turn down an urgent request from a "
        "senior manager.",
    ]


def test_comparison_says_what_the_nearest_group_of_each_earns_and_what_that_hides(real):
    pay = real.one(id="pay")
    lines = [page_in_seed(role).pay_line for role in OWNERS.split("-and-")]

    assert texts(pay.all("h3")) == ["Product manager", "Product owner"]
    assert texts(pay.all("p"))[::2] == [f"{lines[0]} [4]", f"{lines[1]} [4]"]


def test_comparison_without_a_line_on_pay_shows_the_figure_with_its_note(client, db):
    open_small(roles=[make_page_row("thinker", other="keeper", pay_line="")])

    assert page_of(client).one(id="pay").all("p")[0].text == (
        "Thinkers, United States, May 2026: They earn $60,000 a year on average. The range named "
        "is $40,000 to more than $90,000. Bonuses are left out. [1]"
    )


@pytest.mark.parametrize(("as_of", "is_old"), [("2026-05", False), ("2019-05", True)])
def test_comparison_says_which_figures_are_old(client, db, as_of, is_old):
    open_small(pay=[make_pay_row(as_of=as_of)])

    assert (OLD in page_of(client).one(id="pay").text) is is_old


def test_comparison_leads_on_to_the_roles_and_back(real, three):
    back = [("All comparisons", "/compare/")]

    assert links(real.one(id="pay"))[1::2] == [
        ("Product manager in detail", "/roles/product-manager/"),
        ("Product owner in detail", "/roles/product-owner/"),
    ]
    assert len(links(three.one(id="pay"))[1::2]) == 3
    assert links(real.one("nav", aria_label="Previous page")) == back


def test_comparison_tells_machines_where_it_stands(real):
    crumbs = real.one("nav", itemtype="https://schema.org/BreadcrumbList")
    items = crumbs.all("span", itemprop="itemListElement")

    assert [item.one("meta", itemprop="position").attrs["content"] for item in items] == ["1", "2"]
    assert items[0].one("a", itemprop="item").attrs["href"] == "/compare/"
    assert items[1].one("meta", itemprop="name").attrs["content"] == real.one("h1").text


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
