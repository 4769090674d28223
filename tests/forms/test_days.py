"""The form of the second step: pairs of days by name, choices, and what it refuses."""

from dataclasses import replace

import pytest

from roles.domain.types import CatalogDay, DayChoice, DayPair
from roles.forms.quiz import DaysForm
from tests.factories import seed_catalog

MANAGER, OWNER = (
    [day.slug for day in seed_catalog().role(slug).days]
    for slug in ("product-manager", "product-owner")
)
PAIRS = (DayPair(MANAGER[0], OWNER[0]), DayPair(OWNER[1], MANAGER[1]))
NAMES = [f"{pair.left}.{pair.right}" for pair in PAIRS]
SENT = {NAMES[0]: MANAGER[0], NAMES[1]: "-"}
TEXTS = {day.slug: day.text for role in seed_catalog().roles for day in role.days}


def make_form(data=None, choices=()):
    return DaysForm(data, catalog=seed_catalog(), pairs=PAIRS, choices=choices)


def errors(form):
    return {name: list(found) for name, found in form.errors.items()}


def test_form_offers_the_two_days_of_each_pair_and_a_skip_with_nothing_chosen():
    form = make_form()

    assert [(field.name, field.label) for field in form] == [
        (NAMES[0], "Pair 1 of 2"),
        (NAMES[1], "Pair 2 of 2"),
    ]
    assert [form.fields[name].choices[:2] for name in NAMES] == [
        [(pair.left, TEXTS[pair.left]), (pair.right, TEXTS[pair.right])] for pair in PAIRS
    ]
    assert [form[name].value() for name in NAMES] == [None, None]


def test_day_named_skip_is_chosen_like_any_other():
    pair = DayPair("skip", OWNER[0])
    role, *others = seed_catalog().roles
    named = replace(role, days=(CatalogDay("skip", "Skip lunch with a supplier."), *role.days[1:]))
    catalog = replace(seed_catalog(), roles=(named, *others))
    form = DaysForm({f"skip.{OWNER[0]}": "skip"}, catalog=catalog, pairs=[pair], choices=())

    assert form.is_valid()
    assert form.cleaned_choices == [DayChoice(pair, "skip")]


def test_form_shows_choices_as_made_and_none_of_other_pairs():
    other = DayChoice(DayPair(MANAGER[0], OWNER[1]), MANAGER[0])
    form = make_form(choices=[other, DayChoice(PAIRS[0], OWNER[0]), DayChoice(PAIRS[1], None)])

    assert [form[name].value() for name in NAMES] == [OWNER[0], "-"]


def test_form_gives_a_choice_for_each_pair_in_order():
    form = make_form(dict(reversed(SENT.items())) | {"utm.source": "x"})

    assert form.is_valid()
    assert form.cleaned_choices == [DayChoice(PAIRS[0], MANAGER[0]), DayChoice(PAIRS[1], None)]


def test_form_sent_empty_says_for_each_pair_what_to_do():
    form = make_form({})

    assert errors(form) == {
        NAMES[0]: ["Choose a day, or skip"],
        NAMES[1]: ["Choose a day, or skip"],
    }
    assert form.summary_headings == ["1 pair still needs a choice", "2 pairs still need a choice"]
    assert not form.is_tampered


@pytest.mark.parametrize("value", ["nothing", "Skip", OWNER[2], MANAGER[1], " ", "None"])
def test_form_refuses_a_day_that_the_pair_does_not_have(value):
    form = make_form(SENT | {NAMES[0]: value})

    assert [*form.errors] == [NAMES[0]]
    assert form.summary_headings == []
    assert form.is_tampered


@pytest.mark.parametrize("kept", [SENT, {}])
def test_form_with_a_pair_that_is_not_shown_says_so_once(kept):
    form = make_form(kept | {f"{MANAGER[0]}.{OWNER[3]}": MANAGER[0]})

    assert [*form.errors] == ["__all__"]
    assert form.is_tampered
