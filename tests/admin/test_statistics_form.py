"""The form of the statistics page: what it chooses for the reader, and what it refuses."""

from datetime import date

import pytest

from roles.admin.statistics_form import StatisticsForm
from roles.domain.statistics import Selection

FIRST, TODAY = date(2026, 3, 9), date(2026, 11, 29)
MAY = {"from": "2026-05-01", "to": "2026-05-31"}


def make_form(data=(), *, first_day=FIRST, versions=(3, 2), languages=()):
    return StatisticsForm(
        dict(data), first_day=first_day, today=TODAY, versions=versions, languages=languages
    )


def chosen(**data):
    form = make_form(data)
    assert form.errors == {}
    return form.selection, form.compared


def problems(data, **options):
    """The fields with a problem, and the code of each."""
    errors = make_form(data, **options).errors.as_data()
    return {name: [error.code for error in found] for name, found in errors.items()}


def words(name, data, **options):
    return " ".join(make_form(data, **options).errors[name])


# --- what is chosen


def test_form_without_choices_takes_the_last_thirty_days_and_the_thirty_before():
    assert chosen() == (
        Selection(date(2026, 10, 31), TODAY),
        Selection(date(2026, 10, 1), date(2026, 10, 30)),
    )


def test_form_of_a_young_site_begins_with_the_first_attempt():
    form = make_form(first_day=date(2026, 11, 20))
    assert form.errors == {}
    assert form.selection == Selection(date(2026, 11, 20), TODAY)
    assert form.compared == Selection(date(2026, 11, 10), date(2026, 11, 19))


def test_form_compares_with_as_many_days_before():
    assert chosen(**MAY) == (
        Selection(date(2026, 5, 1), date(2026, 5, 31)),
        Selection(date(2026, 3, 31), date(2026, 4, 30)),
    )


def test_form_compares_a_version_with_another_one_on_the_same_days():
    selection, compared = chosen(**MAY, version="3", compare="version", compare_version="2")
    assert selection == Selection(date(2026, 5, 1), date(2026, 5, 31), 3)
    assert compared == Selection(date(2026, 5, 1), date(2026, 5, 31), 2)


def test_address_that_names_what_to_compare_needs_not_say_how():
    assert chosen(version="3", compare_version="2")[1].version == 2
    other = chosen(**MAY, compare_from="2026-04-01", compare_to="2026-04-03")[1]
    assert other == Selection(date(2026, 4, 1), date(2026, 4, 3))


def test_form_takes_version_and_language_for_both_sides():
    form = make_form({"version": "2", "language": "de"}, languages=("en", "de"))
    assert form.errors == {}
    assert (form.selection.version, form.selection.language) == (2, "de")
    assert (form.compared.version, form.compared.language) == (2, "de")


@pytest.mark.parametrize(
    ("versions", "languages", "lacks"),
    [
        ((3, 2), ("en", "de"), set()),
        ((3,), ("en", "de"), {"compare_version"}),
        ((3, 2), (), {"language"}),
        ((), (), {"compare_version", "language"}),
    ],
)
def test_form_asks_only_where_there_is_a_choice(versions, languages, lacks):
    every = {"from", "to", "version", "language", "compare"}
    every |= {"compare_version", "compare_from", "compare_to"}
    form = make_form(versions=versions, languages=languages)

    assert every - form.fields.keys() == lacks
    assert form.errors == {}


# --- what is refused


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"from": "2026-05-31", "to": "2026-05-01"}, {"to": ["reversed"]}),
        ({"from": "2026-05-01", "to": "2026-11-30"}, {"to": ["future"]}),
        ({"from": "2026-03-08"}, {"from": ["too_early"]}),
        ({"from": "2025-01-01", "to": "2025-02-01"}, {"from": ["too_early"], "to": ["too_early"]}),
        ({"from": "yesterday"}, {"from": ["invalid"]}),
        ({"to": "2026-02-30"}, {"to": ["invalid"]}),
        ({"from": "0000-00-00"}, {"from": ["invalid"]}),
        ({"version": "99"}, {"version": ["invalid_choice"]}),
        ({"version": "one"}, {"version": ["invalid_choice"]}),
        ({"compare": "everything"}, {"compare": ["invalid_choice"]}),
        ({"version": "3", "compare_version": "99"}, {"compare_version": ["invalid_choice"]}),
        ({"version": "3", "compare": "version"}, {"compare_version": ["required"]}),
        ({"compare_version": "2"}, {"version": ["all"]}),
        ({"version": "2", "compare_version": "2"}, {"compare_version": ["same"]}),
        ({"compare": "dates"}, {"compare_from": ["required"], "compare_to": ["required"]}),
        (
            MAY | {"compare_from": "2026-04-09", "compare_to": "2026-04-01"},
            {"compare_to": ["reversed"]},
        ),
        (
            MAY | {"compare_from": "2026-04-09", "compare_to": "2026-05-01"},
            {"compare_from": ["overlap"]},
        ),
        (MAY | {"compare": "before", "compare_from": "nonsense"}, {}),
    ],
)
def test_form_refuses_what_makes_no_sense(data, found):
    assert problems(data) == found


def test_refused_day_is_told_what_may_be_chosen():
    assert "9 March 2026" in words("from", {"from": "2026-03-08"})
    assert "29 November 2026" in words("to", {"to": "2026-12-24"})
    assert "31 May 2026" in words("to", {"from": "2026-05-31", "to": "2026-05-01"})
    assert "Version 99 " in words("version", {"version": "99"})


def test_form_keeps_what_was_refused():
    form = make_form({"from": "2026-05-31", "to": "2026-05-01", "version": "2"})
    assert form.errors
    assert [form[name].value() for name in ("from", "to", "version")] == [
        *("2026-05-31", "2026-05-01", "2")
    ]


def test_version_of_a_site_where_none_stands_alone_is_refused():
    assert problems({"version": "1"}, versions=()) == {"version": ["invalid_choice"]}
    assert problems({"compare_version": "1"}, versions=()) == {"compare": ["invalid_choice"]}
