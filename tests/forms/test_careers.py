"""The two small forms of the pages about roles: what they offer, take and refuse."""

import pytest
from django.http import QueryDict

from roles.forms.careers import CompareForm

ROLES = [("thinker", "Thinker"), ("keeper", "Keeper"), ("mixer", "Mixer")]


def errors(form):
    return {name: list(found) for name, found in form.errors.items()}


def compare(query):
    return CompareForm(QueryDict(query), roles=ROLES)


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
