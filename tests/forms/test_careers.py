"""The two small forms of the pages about roles: what they offer, take and refuse."""

import pytest
from django.http import QueryDict

from roles.forms import CompareForm, StartForm

ROLES = [("thinker", "Thinker"), ("keeper", "Keeper"), ("mixer", "Mixer")]
STARTS = {"dreamer": "Dreamer", "thinker": "Thinker"}


def errors(form):
    return {name: list(found) for name, found in form.errors.items()}


def compare(query):
    return CompareForm(QueryDict(query), roles=ROLES)


def start(query):
    return StartForm(QueryDict(query), starts=STARTS)


def test_compare_form_offers_every_role_twice_and_begins_with_the_first_two():
    form = CompareForm(roles=ROLES)

    assert {name: field.choices for name, field in form.fields.items()} == {"a": ROLES, "b": ROLES}
    assert [(field.label, field.value()) for field in form] == [
        ("First role", "thinker"),
        ("Second role", "keeper"),
    ]
    assert not form.is_bound


def test_compare_form_takes_two_different_roles():
    form = compare("a=mixer&b=thinker")

    assert form.is_valid()
    assert form.cleaned_data == {"a": "mixer", "b": "thinker"}


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("a=keeper&b=keeper", {"b": ["Choose two different roles"]}),
        ("a=keeper", {"b": ["Choose a second role"]}),
        ("a=keeper&b=", {"b": ["Choose a second role"]}),
        ("b=keeper", {"a": ["Choose a role"]}),
        ("", {"a": ["Choose a role"], "b": ["Choose a second role"]}),
        (
            "a=juggler&b=juggler",
            {
                "a": ["Select a valid choice. juggler is not one of the available choices."],
                "b": ["Select a valid choice. juggler is not one of the available choices."],
            },
        ),
    ],
)
def test_compare_form_refuses_anything_else(query, wrong):
    assert errors(compare(query)) == wrong


def test_start_form_offers_every_start_under_the_name_of_the_address():
    form = StartForm(starts=STARTS)

    assert list(form.fields) == ["from"]
    assert form.fields["from"].choices == list(STARTS.items())
    assert form["from"].label == "Your job now, or the one nearest to it"
    assert not form.is_bound


def test_start_form_takes_a_start():
    form = start("from=dreamer")

    assert form.is_valid()
    assert form.cleaned_data == {"from": "dreamer"}


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("from=", ["Choose where you are now"]),
        ("", ["Choose where you are now"]),
        (
            "from=juggler",
            ["Select a valid choice. juggler is not one of the available choices."],
        ),
    ],
)
def test_start_form_refuses_anything_else(query, wrong):
    assert errors(start(query)) == {"from": wrong}
