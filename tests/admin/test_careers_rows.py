"""Pay figures, titles and steps in the admin."""

from datetime import date

import pytest

from roles.models import Dimension, PayFigure, RoleProfile, Step, Title
from roles.queries.stored import careers_problems, stored_careers
from tests.admin.careers import make_all, make_draft, post_form, refusals, sign_in, url_of
from tests.careers_factories import (
    make_pay_figure,
    make_source,
    make_step,
    make_title,
    make_title_change,
)

pytestmark = pytest.mark.django_db
IN_ORDER = "Low, middle and high must rise in this order."


@pytest.fixture
def editor(client):
    make_draft()
    return sign_in(client)


# --- pay figures


@pytest.mark.parametrize(
    ("given", "kept"),
    [("2026-05-17", date(2026, 5, 1)), ("2026-05-01", date(2026, 5, 1)), ("", None)],
)
def test_pay_figure_holds_from_the_first_of_the_month(editor, given, kept):
    post_form(editor, make_pay_figure(), as_of=given)

    assert PayFigure.objects.get().as_of == kept


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"low": "", "middle": "", "high": ""},
            {"__all__": ["Give at least one of low, middle and high."]},
        ),
        ({"low": "60001"}, {"__all__": [IN_ORDER]}),
        ({"middle": "90001"}, {"__all__": [IN_ORDER]}),
        ({"middle": "", "low": "90001"}, {"__all__": [IN_ORDER]}),
        (
            {"high": "", "is_capped": "on"},
            {"__all__": ["Where the survey stops, give that high figure."]},
        ),
        ({"source": ""}, {"source": ["This field is required."]}),
        ({"low": "-1"}, {"low": ["Ensure this value is greater than or equal to 0."]}),
        (
            {"currency": "XXX"},
            {"currency": ["Select a valid choice. XXX is not one of the available choices."]},
        ),
        ({"as_of": "May"}, {"as_of": ["Enter a valid date."]}),
    ],
)
def test_bad_pay_figure_is_refused_and_nothing_is_saved(editor, changes, said):
    figure = make_pay_figure()
    before = stored_careers()
    refused = post_form(editor, figure, **{"group": "Others"} | changes)

    assert refusals(refused) == said
    assert stored_careers() == before


# --- titles


def dimensions_of(response):
    (inline,) = response.context["inline_admin_formsets"]
    return [form["dimension"].value() for form in inline.formset.forms]


def test_title_added_asks_for_a_text_in_every_dimension(editor):
    asked = editor.get(url_of(Title, "add"))
    title = {"name": "Dreamer", "slug": "dreamer"}
    refused = post_form(editor, Title, "add", **title, changes__0__text="More ideas")
    texts = {"changes__0__text": "More ideas", "changes__1__text": "More order"}
    post_form(editor, Title, "add", **title, **texts)

    assert dimensions_of(asked) == ["ideas", "order"]
    assert refusals(refused) == {"changes-1-text": ["This field is required."]}
    assert list(Title.objects.get().changes.values_list("dimension", "text", "position")) == [
        ("ideas", "More ideas", 1),
        ("order", "More order", 2),
    ]
    assert careers_problems(stored_careers()) == ()


def test_title_gets_a_row_for_a_dimension_that_is_new_to_the_draft(editor):
    title = make_title()
    texts = {"name": "Art", "description": "d", "low": "l", "high": "h"}
    Dimension.objects.create(slug="art", position=9, **texts)
    asked = editor.get(url_of(title))
    post_form(editor, title, changes__2__text="More art")

    assert dimensions_of(asked) == ["ideas", "order", "art"]
    assert title.changes.get(dimension="art").text == "More art"


def test_title_text_for_a_dimension_that_left_the_draft_can_be_taken_away(editor):
    title = make_title()
    make_title_change(title, "art", position=3)
    (inline,) = editor.get(url_of(title)).context["inline_admin_formsets"]
    rows = inline.formset.forms
    post_form(editor, title, changes__2__DELETE="on")
    (mended,) = editor.get(url_of(title)).context["inline_admin_formsets"]

    assert rows[2]["dimension"].field.choices[-1] == ("art", "art (not in the draft)")
    assert list(title.changes.values_list("dimension", flat=True)) == ["ideas", "order"]
    assert (inline.formset.can_delete, mended.formset.can_delete) == (True, False)


def test_title_dimension_cannot_be_changed(editor):
    title = make_title()
    post_form(editor, title, changes__0__dimension="order", changes__0__text="Yet more ideas")

    assert list(title.changes.values_list("dimension", "text")) == [
        ("ideas", "Yet more ideas"),
        ("order", "More order"),
    ]


@pytest.mark.parametrize("more", [0, 5])
def test_title_asks_as_much_for_many_dimensions_as_for_few(editor, more, django_assert_num_queries):
    title = make_all()[5]
    for number in range(more):
        make_title_change(title, f"art-{number}")
    editor.get(url_of(title))  # what is kept for the next time

    # Session, user, two for rights, one for the menu; the title; its changes; dimensions and pay
    # figures to choose from; 18 for the banner.
    with django_assert_num_queries(27):
        editor.get(url_of(title))


# --- steps


def test_step_starts_at_a_title_or_a_role_and_leads_to_a_role(editor):
    make_title()
    form = editor.get(url_of(Step, "add")).context["adminform"].form
    roles = [("thinker", "Thinker"), ("keeper", "Keeper"), ("mixer", "Mixer")]
    texts = {"text": "Keep lists", "source": make_source().pk}
    post_form(editor, Step, "add", start="dreamer", goal="keeper", **texts)
    post_form(editor, Step, "add", start="keeper", goal="mixer", **texts)

    assert form["start"].field.choices == [
        ("", "---------"),
        ("Current titles", [("dreamer", "Dreamer")]),
        ("Roles", roles),
    ]
    assert form["goal"].field.choices == [("", "---------"), *roles]
    assert list(Step.objects.values_list("start", "goal", "position")) == [
        ("dreamer", "keeper", 1),
        ("keeper", "mixer", 2),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": "thinker"}, {"__all__": ["A step leads to another job."]}),
        ({"goal": "keeper"}, {"__all__": ["There is such a step already."]}),
        (
            {"goal": "dreamer"},
            {"goal": ["Select a valid choice. dreamer is not one of the available choices."]},
        ),
        (
            {"start": "nobody"},
            {"start": ["Select a valid choice. nobody is not one of the available choices."]},
        ),
        ({"source": ""}, {"source": ["This field is required."]}),
    ],
)
def test_bad_step_is_refused_and_nothing_is_saved(editor, changes, said):
    make_title()
    make_step(goal="keeper")
    step = make_step()
    before = stored_careers()

    assert refusals(post_form(editor, step, **{"text": "Other"} | changes)) == said
    assert stored_careers() == before


def test_step_from_a_role_that_left_the_draft_may_be_kept(editor):
    step = make_step(start="mixer")
    RoleProfile.objects.filter(slug="mixer").delete()
    post_form(editor, step, text="Mix")

    assert Step.objects.values_list("start", "text").get() == ("mixer", "Mix")
