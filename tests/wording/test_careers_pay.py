"""Pay in words and in numbers: rounded, with its currency, and no surer than it is."""

from datetime import date

import pytest
from django.utils import translation

from roles.content.sources import PayDocument
from roles.wording.careers import money, month, pay_sentence

HALF = "Half earn less than $101,000 a year."
AVERAGE = "They earn $101,000 a year on average."


def make_figure(**changes):
    values = {
        "slug": "thinkers-us",
        "group": "Thinkers",
        "country": "United States",
        "currency": "USD",
        "source": "bls",
        "as_of": date(2024, 5, 1),
        "counted": "employees",
        "low": 59_830,
        "middle": 100_750,
        "high": 165_790,
    }
    return PayDocument(**values | changes)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "$0"),
        (249, "$0"),
        (250, "$500"),
        (749, "$500"),
        (750, "$1,000"),
        (59_830, "$60,000"),
        (100_750, "$101,000"),
        (111_174, "$111,000"),
        (111_249, "$111,000"),
        (111_250, "$111,500"),
        (1_234_567, "$1,234,500"),
    ],
)
def test_money_is_rounded_half_up_to_500(amount, shown):
    assert money(make_figure(), amount) == shown


@pytest.mark.parametrize(
    ("currency", "shown"),
    [
        ("USD", "$47,500"),
        ("GBP", "£47,500"),
        ("EUR", "€47,500"),
        ("CHF", "CHF\N{NO-BREAK SPACE}47,500"),
    ],
)
def test_money_has_the_sign_of_its_currency(currency, shown):
    assert money(make_figure(currency=currency), 47_500) == shown


def test_money_is_written_as_the_reader_does():
    with translation.override("de"):
        assert money(make_figure(), 1_234_567) == "$1.234.500"


def test_money_of_a_survey_that_stops_is_more_than_its_highest():
    figure = make_figure(high=239_200, is_capped=True)

    assert money(figure, figure.high) == "more than $239,000"
    assert money(figure, figure.middle) == "$101,000"
    assert money(make_figure(high=239_200), 239_200) == "$239,000"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, f"{HALF} Most earn between $60,000 and $166,000."),
        ({"low": None}, HALF),
        ({"high": None}, HALF),
        ({"low": None, "high": None}, HALF),
        (
            {"is_capped": True},
            f"{HALF} Most earn $60,000 or more; one in ten earns more than $166,000.",
        ),
        ({"is_capped": True, "low": None}, HALF),
        ({"average": True}, f"{AVERAGE} The range named is $60,000 to $166,000."),
        ({"average": True, "low": None}, AVERAGE),
        (
            {"average": True, "is_capped": True},
            f"{AVERAGE} The range named is $60,000 to more than $166,000.",
        ),
        ({"middle": None}, "The range named is $60,000 to $166,000 a year."),
        ({"middle": None, "high": None}, "1 in 10 under: $60,000 a year."),
        ({"middle": None, "low": None, "has_quartiles": True}, "1 in 4 over: $166,000 a year."),
        ({"middle": None, "average": True}, "The range named is $60,000 to $166,000 a year."),
    ],
)
def test_pay_sentence_says_what_the_figures_mean(changes, sentence):
    assert pay_sentence(make_figure(**changes)) == sentence


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2024, 5, 1), "May 2024"), (date(2022, 11, 30), "November 2022"), (None, "undated")],
)
def test_month_is_in_words_or_undated(day, words):
    assert month(day) == words
