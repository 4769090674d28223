"""The form of one page of statements: what it offers, what it takes, what it says."""

import pytest

from roles.forms.quiz import QuestionPageForm
from tests.factories import make_catalog, make_question

TALK, SAVE, OTHER = (
    make_question("talk", "ideas", text="Talk to users."),
    make_question("save", "order", text="Save 10% of a budget"),
    make_question("other", "order"),
)
QUESTIONS = make_catalog(questions=[TALK, SAVE, OTHER]).questions


def make_form(data=None, **answers):
    return QuestionPageForm(data, questions=QUESTIONS[:2], others=["other"], answers=answers)


def errors(form):
    return {name: list(found) for name, found in form.errors.items()}


def test_form_asks_the_pages_statements_in_order_and_nothing_is_chosen():
    form = make_form()

    assert [(field.name, field.label) for field in form] == [
        ("talk", "Talk to users."),
        ("save", "Save 10% of a budget"),
        ("_comment", "Leave this field empty"),
    ]
    assert [form[name].value() for name in ("talk", "save")] == [None, None]
    assert not form.is_bound


def test_form_offers_the_scale_from_the_least_liked_on_and_a_skip():
    assert make_form().fields["talk"].choices == [
        (1, "Dislike a lot"),
        (2, "Dislike"),
        (3, "Neutral"),
        (4, "Like"),
        (5, "Like a lot"),
        ("apart", [("skip", "Skip this one")]),
    ]


def test_form_shows_answers_as_given():
    form = make_form(talk=4, save=None)

    assert [form[name].value() for name in ("talk", "save")] == [4, "skip"]


def test_form_gives_answers_as_numbers_and_skips_as_none():
    form = make_form({"talk": "2", "save": "skip", "_comment": "", "utm": "x"})

    assert form.is_valid()
    assert form.cleaned_answers == {"talk": 2, "save": None}


def test_form_sent_empty_says_for_each_statement_what_to_do():
    form = make_form({})

    assert errors(form) == {
        "talk": ["Choose an answer, or skip"],
        "save": ["Choose an answer, or skip"],
    }
    assert form.summary_headings == [
        "1 statement still needs an answer",
        "2 statements still need an answer",
    ]
    assert not form.is_tampered


@pytest.mark.parametrize("value", ["9", "0", "-1", "4.0", " 4", "four", "Skip", "None", "True"])
def test_form_refuses_what_it_does_not_offer(value):
    form = make_form({"talk": value, "save": value})

    assert errors(form) == {
        "talk": ["Choose one of these answers, or skip"],
        "save": ["Choose one of these answers, or skip"],
    }
    assert form.summary_headings == []
    assert form.is_tampered


def test_form_refuses_answers_to_statements_of_other_pages():
    form = make_form({"talk": "4", "save": "4", "other": "4"})

    assert errors(form) == {
        "__all__": ["Nothing was saved: some answers were for statements on another page."]
    }
    assert form.is_tampered


def test_form_with_the_robots_field_filled_in_asks_to_clear_it():
    form = make_form({"talk": "4", "save": "4", "_comment": "Buy"})

    assert errors(form) == {"_comment": ["Clear this field. Only robots fill it in."]}
    assert not form.is_tampered


@pytest.mark.parametrize("text", ["x" * 1001, "a\0b"])
def test_form_with_the_robots_field_overfilled_counts_as_tampered_with(text):
    form = make_form({"talk": "4", "save": "4", "_comment": text})

    assert list(form.errors) == ["_comment"]
    assert form.is_tampered
