"""Role pages in the admin: a table for each kind of point, with the columns that it needs."""

import pytest
from roles.queries.stored import stored_careers

from roles.content.schema import ROLE_POINTS
from roles.models import RolePage, RolePoint, RoleProfile
from tests.admin.careers import make_all, make_draft, post_form, refusals, sign_in, url_of
from tests.admin.pages import allow, make_staff
from tests.careers_factories import (
    make_pay_figure,
    make_role_page,
    make_role_pay,
    make_role_point,
    make_source,
)
from tests.views.page import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_draft()
    return sign_in(client)


def tables_of(response):
    """The columns of each table of a page, by what stands above it."""
    page = read_page(response)
    return {
        group.one("h2").text: [head.text for head in group.all("th") if head.text]
        for group in page.all(class_="inline-group")
    }


def test_role_page_has_a_table_for_each_kind_with_its_columns(editor):
    page = make_role_page()
    make_role_pay(page, make_pay_figure())
    rest = ["Source", "Position", "Delete?"]

    assert tables_of(editor.get(url_of(page))) == {
        "What you do": ["Text", *rest],
        "What good looks like": ["Text", *rest],
        "With whom": ["Text", *rest],
        "Boxes with a heading of their own": ["Heading", "Text", *rest],
        "The ladder": ["Step", "Years", "Text", *rest],
        "Pay: the nearest group first": ["Pay figure", "Note", "Position", "Delete?"],
        "Suits you if": ["Text", *rest],
        "May not suit you if": ["Text", *rest],
        "What makes people leave": ["Text", *rest],
        "Often confused with": ["Role", "Text", *rest],
        "How to try it": ["Text", *rest],
        "Qualifications people ask about": ["Text", *rest],
        "Other titles": ["Text", *rest],
        "A week in the role": ["Day", "Text", *rest],
    }


def test_role_page_shows_each_point_in_the_table_of_its_kind(editor):
    page = make_role_page()
    inlines = editor.get(url_of(page)).context["inline_admin_formsets"]
    shown = {
        inline.formset.prefix: [form.instance.text for form in inline.formset.initial_forms]
        for inline in inlines
    }

    assert shown == {kind: [f"About {kind}"] for kind in ROLE_POINTS} | {"pay": []}


def test_role_page_tables_are_folded_and_open_where_something_is_refused(editor):
    page = make_role_page()
    folded = read_page(editor.get(url_of(page)))
    refused = read_page(post_form(editor, page, week__0__text=""))

    assert len(folded.all("details")) == 14
    assert [each for each in folded.all("details") if "open" in each.attrs] == []
    assert refused.one(id="week-group").all("details") == []
    assert len(refused.all("details")) == 13


def test_role_page_offers_the_roles_of_the_draft(editor):
    form = editor.get(url_of(RolePage, "add")).context["adminform"].form

    assert form["slug"].field.choices == [
        ("", "---------"),
        ("thinker", "Thinker"),
        ("keeper", "Keeper"),
        ("mixer", "Mixer"),
    ]


def test_role_page_of_a_role_that_left_the_draft_may_be_kept(editor):
    page = make_role_page()
    RoleProfile.objects.filter(slug="thinker").delete()
    form = editor.get(url_of(page)).context["adminform"].form
    post_form(editor, page, description="New words.")

    assert form["slug"].field.choices[-1] == ("thinker", "thinker (not in the draft)")
    assert RolePage.objects.values_list("slug", "description").get() == ("thinker", "New words.")


@pytest.mark.parametrize("role", ["keeper", "nobody"])
def test_role_page_of_a_role_that_is_taken_or_unknown_is_refused(editor, role):
    make_role_page("keeper")
    page = make_role_page()
    said = {
        "keeper": "Role page with this Role already exists.",
        "nobody": "Select a valid choice. nobody is not one of the available choices.",
    }

    assert refusals(post_form(editor, page, slug=role)) == {"slug": [said[role]]}


def test_point_added_gets_the_kind_of_its_table_and_stands_last(editor):
    page = make_role_page()
    point = {"label": "Chief", "span": "10 years", "text": "Leads", "source": make_source().pk}
    post_form(editor, page, **{f"ladder__1__{name}": value for name, value in point.items()})
    added = page.points.get(text="Leads")

    assert (added.kind, added.label, added.span, added.position) == (
        "ladder",
        "Chief",
        "10 years",
        2,
    )
    assert page.points.count() == 14


def test_pay_added_is_shown_once_only(editor):
    page, figure = make_role_page(), make_pay_figure()
    post_form(editor, page, pay__0__figure=figure.pk, pay__0__note="Without bonuses.")
    before = stored_careers()
    refused = post_form(editor, page, pay__1__figure=figure.pk, description="New words.")

    assert [(row.figure, row.note) for row in page.pay.all()] == [(figure, "Without bonuses.")]
    assert refusals(refused) == {
        "pay": ["Please correct the duplicate data for figure."],
        "pay-1-__all__": ["Please correct the duplicate values below."],
    }
    assert stored_careers() == before


@pytest.mark.parametrize(
    ("place", "bad", "said"),
    [
        ("does-0-text", "", "This field is required."),
        ("does-0-source", "", "This field is required."),
        ("boxes-0-label", "", "This field is required."),
        ("ladder-0-label", "", "This field is required."),
        ("week-0-label", "", "This field is required."),
        ("confused-0-label", "", "This field is required."),
        (
            *("confused-0-label", "nobody"),
            "Select a valid choice. nobody is not one of the available choices.",
        ),
        ("suits-0-text", "one\ntwo", "Use one line of text without control characters."),
        (
            "does-0-source",
            "999",
            "Select a valid choice. That choice is not one of the available choices.",
        ),
    ],
)
def test_bad_point_is_refused_and_nothing_is_saved(editor, place, bad, said):
    page = make_role_page()
    before = stored_careers()
    refused = post_form(editor, page, description="New words.", **{place: bad})

    assert refusals(refused) == {place: [said]}
    assert stored_careers() == before


def test_texts_get_as_many_lines_as_they_need(editor):
    page = read_page(editor.get(url_of(make_role_page())))
    text, label = page.one(id="id_does-0-text"), page.one(id="id_week-0-label")

    assert (text.tag, text.attrs["rows"], text.attrs["maxlength"]) == ("textarea", "2", "300")
    assert page.one(id="id_does-0-DELETE").attrs["aria-label"] == "Delete?"
    assert (text.attrs["aria-label"], label.attrs["aria-label"]) == ("Text", "Day")
    assert (label.tag, label.attrs["type"], label.attrs["maxlength"]) == ("input", "text", "80")


@pytest.mark.parametrize("more", [0, 60])
def test_role_page_asks_as_much_for_many_points_as_for_few(editor, more, django_assert_num_queries):
    page = make_all()[2]
    for number in range(more):
        kind = ROLE_POINTS[number % len(ROLE_POINTS)]
        source = make_source(slug=f"source-{number % 6}")
        make_role_point(page, kind, source=source, label="keeper" if kind == "confused" else "x")
    for number in range(more // 10):
        make_role_pay(page, make_pay_figure(slug=f"figure-{number}"))
    editor.get(url_of(page))  # what is kept for the next time

    # Session, user, two for rights, one for the menu; the page; a table each (14); roles, sources
    # and pay figures to choose from; 18 for the banner.
    with django_assert_num_queries(41):
        editor.get(url_of(page))


@pytest.mark.parametrize("more", [0, 20])
def test_role_page_read_only_asks_as_much_for_many_as_for_few(
    client, more, django_assert_num_queries
):
    make_draft()
    page = make_role_page()
    for number in range(more):
        make_role_point(page, "does", source=make_source(slug=f"source-{number}"))
        make_role_pay(page, make_pay_figure(slug=f"figure-{number}"))
    user = make_staff()
    allow(user, "view_rolepage", "view_rolepoint", "view_rolepay")
    client.force_login(user)
    client.get(url_of(page))  # what is kept for the next time
    with django_assert_num_queries(37):
        client.get(url_of(page))
    assert RolePoint.objects.count() == 13 + more
