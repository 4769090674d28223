"""The role list and the role pages."""

import pytest

from tests.factories import make_catalog, make_role, make_version, publish_seed
from tests.views.careers.pages import browser_of
from tests.views.page import links, read_page, texts, title_of
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import result_of

MARKUP = '<script>alert("&")</script>'


@pytest.fixture
def published(db):
    publish_seed()


def test_role_list_shows_each_role_as_a_card_that_is_its_link(client, published):
    page = read_page(client.get("/roles/"))
    cards = page.one("ul", class_="role-cards").all("a")

    assert title_of(page) == "Roles"
    assert page.one("h1").text == "Roles"
    assert [card.attrs["class"] for card in cards] == [
        f"card card-tinted hue-{shape}"
        for shape in ("circle", "square", "triangle", "diamond", "cross")
    ]
    assert links(page.one("ul", class_="role-cards"))[3] == (
        "Product owner Decides with a team what is built next, so that the product gains the most "
        "value.",
        "/roles/product-owner/",
    )


def test_role_list_tells_machines_that_it_is_a_list(client, published):
    found = read_page(client.get("/roles/")).one("ul", itemtype="https://schema.org/ItemList")
    items = found.all("li", itemtype="https://schema.org/ListItem")

    assert [item.one("meta", itemprop="position").attrs["content"] for item in items] == [
        *("1", "2", "3", "4", "5")
    ]
    assert items[4].one("a", itemprop="url").attrs["href"] == "/roles/project-coordinator/"
    assert items[4].one("strong", itemprop="name").text == "Project coordinator"


def test_role_list_says_of_what_kinds_of_work_the_roles_are_made(client, published):
    areas = read_page(client.get("/roles/")).one(id="areas")

    assert texts(areas, "h3") == ["Strategy", "Delivery", "Markets", "Coordination"]
    assert [texts(kinds, "dt") for kinds in areas.all("dl")][1:3] == [
        ["Staying on track", "Shaping the work"],
        ["Understanding customers"],
    ]


def test_role_list_leads_to_the_quiz_to_comparisons_and_to_routes(client, published):
    found = links(read_page(client.get("/roles/")).one(id="next"))

    assert [address for _text, address in found] == ["/quiz/", "/compare/", "/routes/"]


def test_role_list_in_a_browser_with_a_result_says_what_came_out(client, published):
    result = result_of(open_quiz())
    response = browser_of(result).get("/roles/")
    card = read_page(response).one(id="next").all("li")[0]

    assert [address for _text, address in links(card)] == ["/results/mine/", "/results/"]
    assert "Welcome back" in card.one("h3").text
    assert response["Cache-Control"] == "private, no-cache"
    assert result.attempt.token not in response.content.decode()
    assert client.get("/roles/")["Cache-Control"] == "public, no-cache"


def test_role_list_is_marked_as_the_current_page_in_the_menu(client, published):
    menu = read_page(client.get("/roles/")).one("nav", aria_label="Main")
    elsewhere = read_page(client.get("/")).one("nav", aria_label="Main")

    assert menu.one("a", aria_current="page").text == "Roles"
    assert elsewhere.all("a", aria_current="page") == []


def test_role_list_with_nothing_published_says_so(client, db):
    page = read_page(client.get("/roles/"))

    assert page.one("h1").text == "Roles"
    assert page.one(class_="lead").text == "No roles are published yet. Please come back later."
    assert links(page.one("main")) == []


def test_role_page_says_what_the_role_does(client, published):
    page = read_page(client.get("/roles/product-owner/"))

    assert title_of(page) == "Product owner: what you do, pay, steps"
    assert page.one("h1").text == "Product owner"
    assert page.one(class_="lead").text == (
        "Decides with a team what is built next, so that the product gains the most value."
    )
    assert page.one("meta", name="description").attrs["content"] == page.one(class_="lead").text


def test_role_page_shows_its_numbers_by_area_with_reasons(client, published):
    profile = read_page(client.get("/roles/product-owner/")).one(id="profile")
    rows = profile.all("li", class_="chart-row")
    reasons = dict(zip(texts(profile, "dt"), texts(profile, "dd"), strict=True))

    assert texts(profile, "h3")[-4:] == ["Strategy", "Delivery", "Markets", "Coordination"]
    assert [(row.one("strong").text, row.one(class_="chart-words").text) for row in rows] == [
        ("Setting direction", "60 of 100"),
        ("Staying on track", "35 of 100"),
        ("Shaping the work", "80 of 100"),
        ("Understanding customers", "70 of 100"),
        ("Keeping things organized", "20 of 100"),
        ("Bringing teams together", "35 of 100"),
    ]
    assert reasons["Understanding customers"] == (
        "70 of 100: stays close to users and speaks up for them."
    )


def test_role_page_draws_each_number_as_the_roles_shape(client, published):
    row = read_page(client.get("/roles/product-owner/")).all("li", class_="chart-row")[1]
    chart = row.one(class_="chart")

    assert chart.attrs["aria-hidden"] == "true"
    assert chart.all(class_="chart-bar") == []  # a bar is a person
    assert chart.one(class_="chart-spot").attrs["x"] == "35%"
    assert chart.one(class_="chart-mark").attrs["d"].startswith("M0 -11.5")  # the diamond


def test_role_page_leads_to_the_quiz_and_to_comparisons_with_the_other_roles(client, published):
    page = read_page(client.get("/roles/product-owner/"))

    assert links(page.one(class_="role-head")) == [("Does it fit you? Take the quiz", "/quiz/")]
    assert links(page.one(id="compare")) == [
        ("Product manager", "/compare/product-manager-and-product-owner/"),
        ("Project manager", "/compare/project-manager-and-product-owner/"),
        ("Program manager", "/compare/program-manager-and-product-owner/"),
        ("Project coordinator", "/compare/product-owner-and-project-coordinator/"),
    ]


def test_role_page_without_a_reason_leaves_it_out(client, db):
    plain = make_role("thinker", ideas=90, order=20) | {"reasons": {"ideas": "likes them"}}
    make_version(
        make_catalog(roles=[plain, make_role("keeper", symbol="square", ideas=20, order=90)])
    )
    page = read_page(client.get("/roles/thinker/"))

    assert texts(page.one(id="profile"), "dd") == ["90 of 100: likes them.", "20 of 100"]


@pytest.mark.parametrize("address", ["/", "/roles/", "/roles/thinker/", "/roles/keeper/"])
def test_role_with_markup_in_its_texts_comes_out_as_text(client, db, address):
    odd = make_role("thinker", ideas=90, order=20) | {
        "name": f"Thinker {MARKUP}",
        "summary": f"Thinks {MARKUP}",
        "reasons": {"ideas": f"has {MARKUP}"},
    }
    make_version(
        make_catalog(roles=[odd, make_role("keeper", symbol="square", ideas=20, order=90)])
    )
    response = client.get(address)
    named = [element for element in read_page(response).walk() if element.tag in ("a", "h1")]

    assert response.content.count(b"<script") == 0
    assert any(element.text.startswith(f"Thinker {MARKUP}") for element in named)


@pytest.mark.parametrize(
    "address", ["/roles/juggler/", "/roles/product-owner", "/roles/Pr%C3%A4sident/", "/roles/a/b/"]
)
def test_role_page_of_an_unknown_role_is_not_found(client, published, address):
    response = client.get(address, follow=True)

    if address == "/roles/product-owner":  # only the slash is missing
        assert response.redirect_chain == [("/roles/product-owner/", 301)]
    else:
        assert response.status_code == 404
        assert read_page(response).one("h1").text == "Page not found"


def test_role_page_with_nothing_published_is_not_found(client, db):
    response = client.get("/roles/product-owner/")

    assert response.status_code == 404
    assert read_page(response).one("h1").text == "Page not found"


def test_role_page_shows_a_newly_published_version_at_once(client, published):
    assert client.get("/roles/thinker/").status_code == 404
    make_version(make_catalog())

    assert read_page(client.get("/roles/thinker/")).one("h1").text == "Thinker"


@pytest.mark.parametrize("address", ["/roles/", "/roles/product-owner/"])
def test_career_pages_refuse_to_be_posted_to(client, published, address):
    response = client.post(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
