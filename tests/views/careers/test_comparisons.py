"""All roles side by side, and the form that leads to two of them."""

import pytest

from tests.careers_factories import make_comparison_row
from tests.factories import make_catalog, make_role
from tests.views.careers.pages import (
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
    "Set two roles side by side: what each asks for, what is the same, what differs, pay, and "
    "which may suit you."
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
    assert ids(real) == ["pairs", "wider", "all"]
    assert real.one("nav", aria_label="Main").one("a", aria_current="true").text == "Roles"


def test_comparisons_list_every_pair_once(real):
    pairs = links(real.one(id="pairs"))

    assert len(pairs) == len(set(pairs)) == 10
    assert pairs[0] == (
        "Product manager or Project manager",
        "/compare/product-manager-and-project-manager/",
    )
    assert pairs[7] == (
        "Program manager or Product owner",
        "/compare/program-manager-and-product-owner/",
    )


def test_comparisons_list_those_of_three_that_are_written(real):
    assert links(real.one(id="wider")) == [
        ("Product manager, Project manager or Program manager?", f"/compare/{THREE}/")
    ]


def test_comparisons_of_three_with_a_role_not_in_force_are_left_out(client, db):
    three = make_comparison_row("thinker", "keeper", "mixer")
    roles = [make_role("thinker", ideas=90, order=20), make_role("mixer", ideas=60, order=40)]
    open_small(make_catalog(roles=roles), comparisons=[three])
    page = page_of(client)

    assert ids(page) == ["pairs", "all"]
    assert texts(page.one(id="pairs").all("li")) == ["Thinker or Mixer"]


def test_comparisons_show_every_role_with_its_numbers(real):
    board = real.one(id="all")
    panels = board.one("ol").all("li", class_="card")

    assert board.one("h2").text == "All five side by side"
    assert [links(panel)[0] for panel in panels] == [
        ("Product manager", "/roles/product-manager/"),
        ("Project manager", "/roles/project-manager/"),
        ("Program manager", "/roles/program-manager/"),
        ("Product owner", "/roles/product-owner/"),
        ("Project coordinator", "/roles/project-coordinator/"),
    ]
    assert texts(panels[3].all("p")) == [
        *("Strategy", "Setting direction 60"),
        *("Delivery", "Staying on track 35", "Shaping the work 80"),
        *("Markets", "Understanding customers 70"),
        *("Coordination", "Keeping things organized 20", "Bringing teams together 35"),
    ]
    spots = panels[4].all("svg", class_="chart-spot")
    assert [spot.attrs["x"] for spot in spots] == ["30%", "65%", "40%", "35%", "90%", "40%"]


# --- sorting


def test_comparisons_offer_to_sort_by_each_kind_of_work(real):
    sorts = real.one("nav", aria_label="Sort the roles")

    assert links(sorts) == [
        ("Usual order", "/compare/#all"),
        ("Setting direction", "/compare/?sort=strategy#all"),
        ("Staying on track", "/compare/?sort=control#all"),
        ("Shaping the work", "/compare/?sort=flow#all"),
        ("Understanding customers", "/compare/?sort=markets#all"),
        ("Keeping things organized", "/compare/?sort=organizing#all"),
        ("Bringing teams together", "/compare/?sort=joining-up#all"),
    ]
    assert [link.text for link in sorts.all("a", aria_current="true")] == ["Usual order"]
    assert real.one(id="all").one("h2").text == "All five side by side"
    assert real.one(id="all").all("p")[0].text == (
        "From 0 (little) to 100 (much), our view of each role."
    )


@pytest.mark.parametrize(
    ("sort", "label", "order"),
    [
        ("ideas", "Ideas", ["Thinker", "Mixer", "Keeper", "Twin"]),
        ("order", "Order", ["Twin", "Keeper", "Mixer", "Thinker"]),
        ("", "Usual order", ["Thinker", "Keeper", "Twin", "Mixer"]),
    ],
)
def test_comparisons_sorted_have_the_highest_first_and_keep_the_order_of_equals(
    client, db, sort, label, order
):
    roles = [
        make_role("thinker", ideas=90, order=20),
        make_role("keeper", ideas=20, order=90),
        make_role("twin", ideas=20, order=95),
        make_role("mixer", ideas=60, order=40),
    ]
    open_small(make_catalog(roles=roles))
    board = page_of(client, sort=sort).one(id="all")

    assert texts(board.all("h3")) == order
    assert [link.text for link in board.all("a", aria_current="true")] == [label]


def test_comparisons_sorted_say_by_what(client, db):
    open_small()

    assert page_of(client, sort="order").one(id="all").all("p")[0].text == (
        "From 0 (little) to 100 (much), our view of each role. Now sorted by “Order”, the highest "
        "first."
    )


@pytest.mark.parametrize("sort", ["haste", "Ideas", "thinker", "\0", "x" * 2000])
def test_comparisons_sorted_by_what_is_not_there_are_not_found(client, db, sort):
    open_small()

    assert client.get(ADDRESS, {"sort": sort}).status_code == 404


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
