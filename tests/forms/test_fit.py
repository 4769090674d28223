"""The question about somebody's job: what it takes, refuses and shows again."""

import pytest
from django.http import QueryDict

from roles.forms.results import FitForm
from roles.models import FitAnswer

ROLES = [("thinker", "Thinker"), ("keeper", "Keeper")]


def fit(query, said=None):
    return FitForm(QueryDict(query), roles=ROLES, said=said)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("job=keeper&suits=5", {"job": "keeper", "suits": 5}),
        ("job=_other&suits=1", {"job": "", "suits": 1}),
        ("job=_none", {"job": "", "suits": None}),
        ("job=_none&suits=skip", {"job": "", "suits": None}),
    ],
)
def test_fit_form_takes_a_job_that_suits_another_one_and_none(query, said):
    form = fit(query)

    assert form.is_valid(), form.errors
    assert form.said == said


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("", {"job"}),
        ("suits=3", {"job"}),
        ("job=keeper", {"suits"}),
        ("job=_other&suits=", {"suits"}),
        ("job=_other&suits=skip", {"suits"}),
        ("job=_none&suits=4", {"suits"}),
        ("job=_none&suits=9", {"suits"}),
        ("job=juggler&suits=3", {"job"}),
        ("job=keeper&suits=6", {"suits"}),
        ("job=&suits=x", {"job", "suits"}),
    ],
)
def test_fit_form_names_every_error(query, wrong):
    form = fit(query)

    assert not form.is_valid()
    assert {*form.errors} == wrong
    assert [len(found) for found in form.errors.values()] == [1] * len(wrong)


@pytest.mark.parametrize(
    ("job", "suits", "chosen"),
    [
        ("keeper", 2, ["keeper", 2]),
        ("", 2, ["_other", 2]),
        ("", None, ["_none", "skip"]),
    ],
)
def test_fit_form_begins_with_what_was_said_before(job, suits, chosen):
    form = FitForm(roles=ROLES, said=FitAnswer(job=job, suits=suits))

    assert [field.value() for field in form] == chosen
