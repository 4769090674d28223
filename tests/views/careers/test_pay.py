"""What people earn, as the page of a role tells it: whose pay, when, where, and how sure."""

from datetime import date

import pytest

from roles.domain.dates import months_later
from tests.careers_factories import make_page_row, make_pay_row
from tests.views.careers.pages import open_small, real_page, texts
from tests.views.page import read_page

MIDDLE = ["Low: 1 in 10 earns less", "Middle: half earn less", "High: 1 in 10 earns more"]
DASH = "\N{EN DASH}"
COUNTED = "Employees only. People who work for themselves are not counted."
OLD = "May be out of date."


def pay_of(client, **figure):
    """The section on pay when it has one figure, dated unless told otherwise."""
    values = {"is_capped": False, "average": False} | figure
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
        "Official figures do not count product managers alone. The title is listed among "
        "marketing managers, so that group comes first. Look at the official figure first, and at "
        "the last one with care."
    )
    assert paragraphs[1].text == (
        "Marketing managers, United States, May 2024: Half earn less than $161,000 a year. Most "
        "earn $82,000 or more; one in ten earns more than $239,000. (BLS pay survey, 2024) "
        f"{OLD}"
    )


def test_pay_has_a_table_for_each_group_that_says_who_where_and_when(db):
    captions = texts(real_page("/roles/project-manager/").one(id="pay").all("caption"))

    assert len(captions) == 8
    assert captions[0] == (
        "Project management specialists A year in US dollars, rounded. Country: United States. "
        f"May 2024. {OLD} {COUNTED} Source: BLS pay survey, 2024, group 13-1082."
    )
    assert captions[6] == (
        "Project professionals A year in British pounds, rounded. Country: United Kingdom. "
        f"November 2022. {OLD} Project professionals of all kinds who answered the survey in "
        "November and December 2022. Base pay only. Source: APM, 2023."
    )
    assert captions[7] == (
        "Project professionals aged 18 to 24 A year in British pounds, rounded. Country: United "
        "Kingdom. Undated. Those aged 18 to 24 who answered the survey before the one of 2023. "
        "Source: APM, 2023."
    )


def test_pay_tables_hold_rounded_amounts_under_their_heads(db):
    tables = real_page("/roles/project-manager/").one(id="pay").all("table")
    heads = [texts(table.one("thead").all("th", scope="col")) for table in tables]
    amounts = [texts(table.one("tbody").all("td")) for table in tables]

    assert heads == [MIDDLE] * 6 + [["From", "Average", "To"]] * 2
    assert amounts == [
        ["$60,000", "$101,000", "$166,000"],
        [DASH, "$111,500", DASH],
        [DASH, "$106,000", DASH],
        [DASH, "$102,000", DASH],
        [DASH, "$97,000", DASH],
        [DASH, "$96,500", DASH],
        [DASH, "£47,500", DASH],
        [DASH, "£27,500", DASH],
    ]


def test_pay_of_a_survey_that_stops_says_that_it_may_be_more(db):
    tables = real_page("/roles/product-manager/").one(id="pay").all("table")

    assert [texts(table.one("tbody").all("td")) for table in tables] == [
        ["$82,000", "$161,000", "more than $239,000"],
        ["$104,500", "$171,000", "more than $239,000"],
        ["$72,000", "$111,000", "$172,000"],
    ]


def test_pay_notes_say_what_each_figure_hides(db):
    notes = texts(real_page("/roles/product-owner/").one(id="pay").all("p", class_="pay-note"))

    assert notes == [
        "A neighbor, not the same job. It holds project managers and coordinators.",
        "A neighbor, not the same job. Business analysts in IT are counted here.",
    ]


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
