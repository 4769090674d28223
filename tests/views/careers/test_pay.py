"""What people earn, as the page of a role tells it: whose pay, when, where, and how sure."""

from datetime import date

import pytest

from roles.domain.dates import months_later
from tests.careers_factories import make_page_row, make_pay_row
from tests.factories import seed_careers
from tests.views.careers.pages import cited, open_small, real_page, texts
from tests.views.page import read_page

DASH = "\N{EN DASH}"
OLD = "May be out of date."


def groups_of(pay):
    """Each group of a section on pay: whose it is, with its source, its amounts and its note."""
    found = []
    for row in [row for body in pay.all("tbody") for row in body.all("tr")]:
        (whose, source), (note, _none) = map(cited, row.all("p"))
        found.append((whose.replace(" ,", ","), source, texts(row.all("td")), note))
    return found


def pay_of(client, **figure):
    """The only group of the section on pay, dated unless told otherwise."""
    values = {"has_quartiles": False, "is_capped": False, "average": False} | figure
    open_small(pay=[make_pay_row(**values)])
    (group,) = groups_of(read_page(client.get("/roles/thinker/")).one(id="pay"))
    return group


def months_ago(number):
    """The first of a month so long ago, as content writes it."""
    return f"{months_later(date.today().replace(day=1), -number):%Y-%m}"


# --- the real figures


def test_pay_says_of_each_group_who_where_and_when_and_what_the_figures_hide(db):
    assert groups_of(real_page("/roles/project-manager/").one(id="pay")) == [
        (
            "Project management specialists (13-1082), United States, May 2025",
            "bls-pay",
            ["$61,500", "$102,500", "$168,000"],
            "Employees only. Project coordinators are counted here, too.",
        ),
        (
            "Project professionals, United Kingdom, April 2025",
            "ons",
            ["£46,500", "£60,000", "£77,500"],
            "Here 1 in 4 earns less than the first figure, and 1 in 4 more than the last. "
            "Full-time employees only. All kinds of project jobs.",
        ),
        (
            "Project professionals, in a survey by APM, a UK association, United Kingdom, December "
            f"2022 {OLD}",
            "apm",
            [DASH, "£47,500", DASH],
            "People who answered, full-time or not. The survey before it found £27,500 for ages 18 "
            "to 24 (APM, 2023).",
        ),
    ]


@pytest.mark.parametrize("role", ["product-owner", "program-manager", "product-manager"])
def test_pay_shows_each_figure_of_the_role_with_its_note(db, role):
    groups = groups_of(real_page(f"/roles/{role}/").one(id="pay"))
    held = seed_careers().roles_by_slug[role].pay

    assert len(groups) == len(held)
    assert [note.endswith(shown.note) for shown, (*_, note) in zip(held, groups, strict=True)] == [
        True
    ] * len(held)


def test_pay_of_groups_that_do_not_count_the_role_is_behind_more(db):
    pay = real_page("/roles/project-coordinator/").one(id="pay")
    behind = groups_of(pay.one("details"))

    assert [whose.split(",")[0] for whose, *_ in groups_of(pay)[:1]] == [
        "Project management specialists (13-1082)"
    ]
    assert groups_of(pay)[1:] == behind


# --- how old


@pytest.mark.parametrize(
    ("as_of", "is_old"),
    [("2024-05", True), (months_ago(24), True), (months_ago(23), False), (months_ago(1), False)],
)
def test_pay_of_two_years_ago_or_more_may_be_out_of_date(client, db, as_of, is_old):
    assert (OLD in pay_of(client, as_of=as_of)[0]) is is_old


def test_pay_without_a_date_says_so_and_nothing_of_its_age(client, db):
    assert pay_of(client, as_of=None, code="")[0] == "Thinkers, United States, undated"


# --- kinds of figures


@pytest.mark.parametrize(
    ("figure", "amounts", "note"),
    [
        ({}, ["$40,000", "$60,000", "$90,000"], ""),
        (
            {"average": True, "currency": "EUR"},
            ["€40,000", "€60,000", "€90,000"],
            "Here the middle figure is an average, and the others the range named. ",
        ),
        (
            {"average": True, "middle": None},
            ["$40,000", DASH, "$90,000"],
            "Here the outer figures are the range named. ",
        ),
        (
            {"has_quartiles": True},
            ["$40,000", "$60,000", "$90,000"],
            "Here 1 in 4 earns less than the first figure, and 1 in 4 more than the last. ",
        ),
        ({"is_capped": True}, ["$40,000", "$60,000", "more than $90,000"], ""),
    ],
)
def test_pay_says_what_its_figures_are(client, db, figure, amounts, note):
    *_, shown, told = pay_of(client, **figure)

    assert (shown, told) == (amounts, f"{note}employees Bonuses are left out.")


def test_pay_without_a_note_tells_who_was_counted_all_the_same(client, db):
    open_small(roles=[make_page_row("thinker", other="keeper", pay=[{"figure": "thinkers-us"}])])
    (group,) = groups_of(read_page(client.get("/roles/thinker/")).one(id="pay"))

    assert group[-1].endswith("employees")


def test_pay_without_a_figure_says_that_we_trust_none(client, db):
    open_small(roles=[make_page_row("thinker", other="keeper", pay=[])])
    pay = read_page(client.get("/roles/thinker/")).one(id="pay")

    assert texts(pay.all("p")) == [
        "Pay differs from place to place.",
        "We have no figure we trust yet.",
    ]
    assert pay.all("table") == []
