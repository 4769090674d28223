"""All roles side by side, and the form that leads to two of them."""

import pytest

from tests.careers_factories import make_comparison_row
from tests.factories import make_catalog, make_role
from tests.views.careers.pages import (
    NAMES,
    ROLES,
    THREE,
    head_of,
    ids,
    open_small,
    real_page,
    texts,
    whole_head,
)
from tests.views.page import links, read_page, title_of

ADDRESS = "/compare/"
TITLE = "Compare roles"
ABOUT = (
    "Set two roles side by side: what each job involves, what they share, how they differ, pay, "
    "and which may suit you."
)


@pytest.fixture
def real(db):
    return real_page(ADDRESS)


def page_of(client, **asked):
    return read_page(client.get(ADDRESS, asked))


def choices(page, field):
    """What a field offers, and what of it is chosen."""
    options = page.one("select", name=field).all("option")
    chosen = [option.attrs["value"] for option in options if "selected" in option.attrs]
    return [(option.attrs["value"], option.text) for option in options], chosen


def summary(page):
    """The list of what is wrong, with links to the fields."""
    return links(page.one(class_="error-summary"))


# --- the board


def test_comparisons_tell_machines_what_they_are(real):
    assert head_of(real) == whole_head(ADDRESS, TITLE, ABOUT)
    assert real.one("h1").text == TITLE


def test_comparisons_under_the_sites_own_name_have_addresses_of_that(client, db, settings):
    settings.SITE_ORIGIN = "https://quiz.example.org"
    open_small()

    assert head_of(page_of(client, sort="ideas")) == whole_head(
        ADDRESS, TITLE, ABOUT, "https://quiz.example.org"
    )


def test_comparisons_have_their_sections_in_order(real):
    assert ids(real) == ["pairs", "all"]
    assert real.one("nav", aria_label="Main").one("a", aria_current="page").text == "Compare"


def test_grid_has_every_pair_where_its_two_roles_meet(real):
    table = real.one(id="pairs").one("table")
    rows = table.one("tbody").all("tr")
    names = [NAMES[role] for role in ROLES]

    assert texts(table.all("th", scope="col")) == names
    assert texts(table.all("th", scope="row")) == names
    assert [[address for _text, address in links(cell)] for cell in rows[3].all("td")] == [
        *(["/compare/product-manager-and-product-owner/"],),
        *(["/compare/project-manager-and-product-owner/"],),
        *(["/compare/program-manager-and-product-owner/"],),
        *([], ["/compare/product-owner-and-project-coordinator/"]),
    ]
    assert len(set(links(table))) == 10
    assert all(rows[place].all("td")[place].all("a") == [] for place in range(5))


def test_grid_draws_both_roles_of_a_pair_and_says_their_names(real):
    cell = real.one(id="pairs").one("tbody").all("tr")[3].all("td")[0]

    assert cell.one("a").text == "Product manager or Product owner?"
    assert [shape.attrs["aria-hidden"] for shape in cell.all("svg")] == ["true", "true"]
    assert texts(real.one(id="pairs").one(class_="legend").all("li")) == [
        NAMES[role] for role in ROLES
    ]


def test_comparisons_list_those_of_three_that_are_written(real):
    assert links(real.one(id="wider")) == [
        ("Product manager, Project manager or Program manager?", f"/compare/{THREE}/")
    ]


def test_comparisons_of_three_with_a_role_not_in_force_are_left_out(client, db):
    three = make_comparison_row("thinker", "keeper", "mixer")
    roles = [make_role("thinker", ideas=90, order=20), make_role("mixer", ideas=60, order=40)]
    open_small(make_catalog(roles=roles), comparisons=[three])
    page = page_of(client)

    assert page.all(id="wider") == []
    assert {text for text, _address in links(page.one(id="pairs"))} == {"Thinker or Mixer?"}


def test_comparisons_show_every_role_with_its_pattern_in_numbers_and_drawn(real):
    cards = real.one(id="all").one("ul", class_="fingerprints").all("li", class_="card")
    rows = cards[3].all("li", class_="chart-row")

    assert [links(card) for card in cards] == [[(NAMES[role], f"/roles/{role}/")] for role in ROLES]
    assert texts(rows) == [
        *("Setting direction 60", "Staying on track 35", "Shaping the work 80"),
        *("Understanding customers 70", "Keeping things organized 20"),
        "Bringing teams together 35",
    ]
    spots = cards[4].all("svg", class_="chart-spot")
    assert [spot.attrs["x"] for spot in spots] == ["30%", "65%", "40%", "35%", "90%", "40%"]


@pytest.mark.parametrize("sort", ["ideas", "haste", "\0", "x" * 2000])
def test_comparisons_asked_for_in_the_order_of_before_are_the_same(client, db, sort):
    open_small()

    assert client.get(ADDRESS, {"sort": sort}).content == client.get(ADDRESS).content


# --- the form


def test_compare_form_offers_every_role_and_chooses_the_first_two(real):
    form = real.one("form")
    offered = [
        *("Product manager", "Project manager", "Program manager"),
        *("Product owner", "Project coordinator"),
    ]

    assert (form.attrs["method"], form.attrs["action"]) == ("get", ADDRESS)
    assert form.one("button", type="submit").text == "Compare"
    assert texts(form.all("label")) == ["First role", "Second role"]
    names = list(zip(ROLES, offered, strict=True))
    assert choices(form, "a") == (names, ["product-manager"])
    assert choices(form, "b") == (names, ["project-manager"])
    assert real.all(class_="error-summary") == []


@pytest.mark.parametrize(("a", "b"), [("keeper", "mixer"), ("mixer", "keeper")])
def test_compare_form_leads_to_the_one_address_of_both(client, db, a, b):
    open_small()
    response = client.get(ADDRESS, {"a": a, "b": b})

    assert (response.status_code, response["Location"]) == (302, "/compare/keeper-and-mixer/")


def test_compare_form_with_the_same_role_twice_says_what_to_do(client, db):
    open_small()
    response = client.get(ADDRESS, {"a": "keeper", "b": "keeper"})
    page = read_page(response)
    field = page.one("select", name="b")

    assert response.status_code == 400
    assert title_of(page) == f"Error: {TITLE}"
    assert summary(page) == [("Choose two different roles", f"#{field.attrs['id']}")]
    assert field.attrs["aria-invalid"] == "true"
    assert page.one(id=field.attrs["aria-describedby"]).text == "Error: Choose two different roles"
    assert (choices(page, "a")[1], choices(page, "b")[1]) == (["keeper"], ["keeper"])
    assert ids(page) == ["pairs", "all"]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"a": "keeper"}, [("Choose a second role", "#id_b")]),
        ({"b": "keeper"}, [("Choose a role", "#id_a")]),
        ({"a": "keeper", "b": ""}, [("Choose a second role", "#id_b")]),
        ({"a": ""}, [("Choose a role", "#id_a"), ("Choose a second role", "#id_b")]),
    ],
)
def test_compare_form_without_a_choice_asks_for_it(client, db, asked, wrong):
    open_small()
    response = client.get(ADDRESS, asked)

    assert response.status_code == 400
    assert summary(read_page(response)) == wrong


def test_compare_form_that_is_wrong_is_for_this_browser_alone(client, db):
    open_small()
    response = client.get(ADDRESS, {"a": "keeper"})
    page = read_page(response)

    assert response["Cache-Control"] == "private, no-cache"
    assert page.one("head").all("link", rel="canonical") == []
    assert read_page(client.get(ADDRESS)).all(class_="error-summary") == []


@pytest.mark.parametrize(
    "asked",
    [
        *({"a": "juggler", "b": "keeper"}, {"a": "keeper", "b": "juggler"}, {"a": "juggler"}),
        *({"b": "\0"}, {"a": "juggler", "b": "juggler"}, {"a": "Keeper", "b": "mixer"}),
    ],
)
def test_compare_form_with_a_role_that_is_not_there_is_not_found(client, db, asked):
    open_small()

    assert client.get(ADDRESS, asked).status_code == 404


@pytest.mark.parametrize("asked", ["", "?a=keeper&b=mixer", "?sort=ideas"])
def test_comparisons_before_the_first_publication_are_not_found(client, db, asked):
    assert client.get(f"{ADDRESS}{asked}").status_code == 404


@pytest.mark.parametrize("asked", ["", "?a=keeper&b=mixer", "?sort=ideas"])
def test_comparisons_refuse_to_be_posted_to(client, db, asked):
    open_small()
    response = client.post(f"{ADDRESS}{asked}")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
