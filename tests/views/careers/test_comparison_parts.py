"""A comparison that nobody wrote, or of roles of which less is known: by their profiles alone."""

from tests.careers_factories import make_comparison_row
from tests.factories import make_catalog, make_role
from tests.views.careers.pages import head_of, ids, open_small, texts, whole_head
from tests.views.page import links, read_page

ABOUT = "How Thinker and Mixer differ in the kinds of work they ask for, in numbers and in words."


def page_of(client, roles="thinker-and-mixer"):
    return read_page(client.get(f"/compare/{roles}/"))


def test_comparison_unwritten_tells_machines_not_to_list_it(client, db):
    open_small()
    head = head_of(page_of(client))

    assert head == {
        **whole_head("/compare/thinker-and-mixer/", "Thinker or Mixer?", ABOUT),
        "robots": "noindex",
    }


def test_comparison_unwritten_is_made_of_profiles_and_jobs(client, db):
    open_small()
    page = page_of(client)

    assert ids(page) == ["profile", "week", "pay", "sources"]
    assert page.all(id="answer") == []
    assert [row.one("strong").text for row in page.all("li", class_="chart-row")] == [
        "Ideas",
        "Order",
    ]
    assert page.one(id="profile").one("table").all("tbody")[-1].text == "Ideas 90 60 Order 20 40"


def test_comparison_of_roles_without_any_content_is_made_of_profiles(client, db):
    open_small(roles=[], comparisons=[])
    page = page_of(client)

    assert ids(page) == ["profile", "pay"]
    assert texts(page.one(id="pay").all("p")) == [
        *("We have no figure we trust yet.", "Thinker in detail"),
        *("We have no figure we trust yet.", "Mixer in detail"),
    ]


def test_comparison_with_one_role_of_which_the_week_is_known_shows_it_alone(client, db):
    open_small()
    table = page_of(client).one(id="week").one("table")
    [day] = table.one("tbody").all("tr")

    assert texts(table.all("th", scope="col")) == ["Thinker", "Mixer"]
    assert (day.one("th").text, texts(day.all("td"))) == ("Monday", ["Thinker: About week [1]", ""])


def test_comparison_of_roles_that_ask_for_the_same_finds_no_widest_gap(client, db):
    roles = [make_role(slug, ideas=60, order=40) for slug in ("thinker", "keeper")]
    open_small(make_catalog(roles=roles))

    assert page_of(client, "thinker-and-keeper").one(id="profile").all("p")[0].text == (
        "0 is little, 100 is a lot."
    )


def test_comparison_of_three_is_only_there_when_written(client, db):
    three = make_comparison_row("thinker", "keeper", "mixer", description="How three differ.")
    open_small(comparisons=[make_comparison_row("thinker", "keeper"), three])
    page = page_of(client, "thinker-and-keeper-and-mixer")

    assert head_of(page)["description"] == "How three differ."
    assert page.one("h1").text == "Thinker, Keeper or Mixer?"
    assert page_of(client, "thinker-and-keeper").one("h1").text == "Thinker or Keeper?"
    assert page_of(client, "keeper-and-mixer").all(id="answer") == []


def test_comparison_of_roles_whose_slugs_hold_and_is_found(client, db):
    roles = [
        make_role("search", ideas=90, order=20),
        make_role("search-and-rescue", ideas=60, order=40),
        make_role("keeper", ideas=20, order=90),
    ]
    open_small(make_catalog(roles=roles))
    found = links(read_page(client.get("/compare/")).one(id="pairs"))
    addresses = list(dict.fromkeys(address for _text, address in found))

    assert addresses == [
        "/compare/search-and-search-and-rescue/",
        "/compare/search-and-keeper/",
        "/compare/search-and-rescue-and-keeper/",
    ]
    assert [read_page(client.get(address)).one("h1").text for address in addresses] == [
        "Search or Search-and-rescue?",
        "Search or Keeper?",
        "Search-and-rescue or Keeper?",
    ]
