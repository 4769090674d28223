"""What people earn, as the page of a role tells it: whose pay, when, where, and how sure."""

from datetime import date

import pytest

from roles.domain.dates import months_later
from tests.careers_factories import make_page_row, make_pay_row
from tests.factories import seed_careers
from tests.views.careers.pages import open_small, real_page, texts
from tests.views.page import read_page

MIDDLE = ["Low: 1 in 10 earns less", "Middle: half earn less", "High: 1 in 10 earns more"]
DASH = "\N{EN DASH}"
QUARTILES = ["Low: 1 in 4 earns less", "Middle: half earn less", "High: 1 in 4 earns more"]
OLD = "May be out of date."


def pay_of(client, **figure):
    """The section on pay when it has one figure, dated unless told otherwise."""
    values = {"has_quartiles": False, "is_capped": False, "average": False} | figure
    open_small(pay=[make_pay_row(**values)])
    return read_page(client.get("/roles/thinker/")).one(id="pay")


def table_of(pay):
    """Heads and amounts of the only table."""
    rows = pay.one("table").all("tr")
    return texts(rows[0].all("th")), texts(rows[1].all("td"))


def months_ago(number):
    """The first of a month so long ago, as content writes it."""
    return f"{months_later(date.today().replace(day=1), -number):%Y-%m}"


# --- the real figures


def test_pay_begins_with_a_sentence_about_the_nearest_group(db):
    paragraphs = real_page("/roles/product-manager/").one(id="pay").all("p")

    assert paragraphs[0].text == (
        "O*NET, a US list of jobs, puts the title under marketing managers, so that group comes "
        "first."
    )
    assert paragraphs[1].text == (
        "Marketing managers, United States, May 2025: Half earn less than $167,000 a year. Most "
        "earn between $90,500 and $293,500. (BLS pay survey, 2025)"
    )


def test_pay_has_a_table_for_each_group_that_says_who_where_and_when(db):
    captions = texts(real_page("/roles/project-manager/").one(id="pay").all("caption"))

    assert captions == [
        "Project management specialists A year in US dollars, rounded. Country: United States. "
        "May 2025. Employees only. Source: BLS pay survey, 2025, group 13-1082.",
        "Project professionals A year in British pounds, rounded. Country: United Kingdom. April "
        "2025. Full-time employees only. Source: ONS, second-hand, 2025.",
    ]


def test_pay_tables_hold_rounded_amounts_under_their_heads(db):
    tables = real_page("/roles/project-manager/").one(id="pay").all("table")
    heads = [texts(table.one("thead").all("th", scope="col")) for table in tables]
    amounts = [texts(table.one("tbody").all("td")) for table in tables]

    assert heads == [MIDDLE, QUARTILES]
    assert amounts == [
        ["$61,500", "$102,500", "$168,000"],
        ["£46,500", "£60,000", "£77,500"],
    ]


def test_pay_that_is_not_known_is_a_dash(db):
    tables = real_page("/roles/product-manager/").one(id="pay").all("table")

    assert [texts(table.one("tbody").all("td")) for table in tables] == [
        ["$90,500", "$167,000", "$293,500"],
        [DASH, "£53,500", DASH],
        ["$72,000", "$111,000", "$172,000"],
    ]


def test_pay_notes_say_what_each_figure_hides(db):
    notes = texts(real_page("/roles/product-owner/").one(id="pay").all("p", class_="pay-note"))
    shown = seed_careers().roles_by_slug["product-owner"].pay

    assert notes == [row.note for row in shown]


# --- how old


@pytest.mark.parametrize(
    ("as_of", "is_old"),
    [("2024-05", True), (months_ago(24), True), (months_ago(23), False), (months_ago(1), False)],
)
def test_pay_of_two_years_ago_or_more_may_be_out_of_date(client, db, as_of, is_old):
    caption = pay_of(client, as_of=as_of).one("caption")

    assert texts(caption.all("strong")) == ["Thinkers", *[OLD] * is_old]


def test_pay_without_a_date_says_so_and_nothing_of_its_age(client, db):
    pay = pay_of(client, as_of=None, code="")

    assert pay.one("caption").text == (
        "Thinkers A year in US dollars, rounded. Country: United States. Undated. employees "
        "Source: Survey, 2025."
    )


# --- kinds of figures


def test_pay_as_an_average_is_from_and_to(client, db):
    pay = pay_of(client, average=True, currency="EUR")

    assert table_of(pay) == (["From", "Average", "To"], ["€40,000", "€60,000", "€90,000"])
    assert pay.all("p")[1].text == (
        "Thinkers, United States, May 2026: They earn €60,000 a year on average. The range named "
        "is €40,000 to €90,000. (Survey, 2025)"
    )


def test_pay_with_quartiles_says_one_in_four_and_half(client, db):
    pay = pay_of(client, has_quartiles=True)

    assert table_of(pay) == (QUARTILES, ["$40,000", "$60,000", "$90,000"])
    assert pay.all("p")[1].text == (
        "Thinkers, United States, May 2026: Half earn less than $60,000 a year. Half earn between "
        "$40,000 and $90,000. (Survey, 2025)"
    )


def test_pay_of_a_survey_that_stops_says_that_it_may_be_more(client, db):
    pay = pay_of(client, is_capped=True)

    assert table_of(pay) == (MIDDLE, ["$40,000", "$60,000", "more than $90,000"])


def test_pay_without_a_middle_is_a_range(client, db):
    pay = pay_of(client, average=True, middle=None)

    assert table_of(pay)[1] == ["$40,000", DASH, "$90,000"]
    assert pay.all("p")[1].text == (
        "Thinkers, United States, May 2026: The range named is $40,000 to $90,000 a year. (Survey, "
        "2025)"
    )


def test_pay_without_a_note_leaves_the_line_out(client, db):
    open_small(roles=[make_page_row("thinker", other="keeper", pay=[{"figure": "thinkers-us"}])])
    pay = read_page(client.get("/roles/thinker/")).one(id="pay")

    assert len(pay.all("table")) == 1
    assert pay.all("p", class_="pay-note") == []


def test_pay_without_a_figure_says_that_we_trust_none(client, db):
    open_small(roles=[make_page_row("thinker", other="keeper", pay=[])])
    pay = read_page(client.get("/roles/thinker/")).one(id="pay")

    assert texts(pay.all("p")) == [
        "Pay differs from place to place.",
        "We have no figure we trust yet.",
    ]
    assert pay.all("table") == []
