"""What people earn, as the page of a role tells it: whose pay, when, where, and how sure."""

from datetime import date

import pytest

from roles.domain.dates import months_later
from tests.careers_factories import make_page_row, make_pay_row, make_source_row
from tests.factories import seed_careers
from tests.views.careers.pages import cited, open_small, real_page, texts
from tests.views.page import read_page

OLD = "May be out of date."


def groups_of(pay):
    """Each group of a section on pay: whose it is, with its source, what it earns and a note."""
    found = []
    for group in [item for groups in pay.all("ul", class_="pay") for item in groups.all("li")]:
        (whose, source), (note, _none) = map(cited, group.all("p"))
        amounts = dict(zip(texts(group.all("dt")), texts(group.all("dd")), strict=True))
        found.append((whose.replace(" ,", ","), source, amounts, note))
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
            {"1 in 10 under": "$61,500", "Half under": "$102,500", "1 in 10 over": "$168,000"},
            "Employees only. Project coordinators are counted here, too.",
        ),
        (
            "Project professionals, United Kingdom, April 2025",
            "ons",
            {"1 in 4 under": "£46,500", "Half under": "£60,000", "1 in 4 over": "£77,500"},
            "Full-time employees only. We read a copy, which doesn't say which project jobs it "
            "counts.",
        ),
        (
            "Project professionals, in a survey by APM, a UK association, United Kingdom, December "
            f"2022 {OLD}",
            "apm",
            {"Half under": "£47,500"},
            "People who answered, full-time or not. For ages 18 to 24, the survey before this one "
            "found £27,500, as reported by APM, 2023.",
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
    ("figure", "amounts"),
    [
        ({}, {"1 in 10 under": "$40,000", "Half under": "$60,000", "1 in 10 over": "$90,000"}),
        (
            {"average": True, "currency": "EUR"},
            {"From": "€40,000", "Average": "€60,000", "To": "€90,000"},
        ),
        ({"average": True, "middle": None}, {"From": "$40,000", "To": "$90,000"}),
        (
            {"has_quartiles": True},
            {"1 in 4 under": "$40,000", "Half under": "$60,000", "1 in 4 over": "$90,000"},
        ),
        (
            {"is_capped": True},
            {
                "1 in 10 under": "$40,000",
                "Half under": "$60,000",
                "1 in 10 over": "more than $90,000",
            },
        ),
    ],
)
def test_pay_says_of_each_amount_what_it_is(client, db, figure, amounts):
    assert pay_of(client, **figure)[2] == amounts


@pytest.mark.parametrize(
    ("country", "is_told"), [("United States", False), ("United Kingdom", True)]
)
def test_pay_says_that_more_is_folded_of_another_country(client, db, country, is_told):
    source = make_source_row(is_official=True)
    pay = [make_pay_row(), make_pay_row(slug="others", country=country)]
    shown = [{"figure": name, "note": "A note."} for name in ("thinkers-us", "others")]
    row = make_page_row("thinker", other="keeper", pay=shown)
    open_small(sources=[source], pay=pay, roles=[row])
    fold = read_page(client.get("/roles/thinker/")).one(id="pay").one("summary")

    assert ("another country" in fold.text) is is_told


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
    assert groups_of(pay) == []
