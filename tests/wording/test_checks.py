"""The lab's checks in words."""

import pytest
from django.utils import translation

from roles.domain.check_limits import ADVICE
from roles.domain.types import Check, Limit
from roles.wording.checks import check_lines, verdict_sentence
from tests.factories import make_catalog, make_question


def line(code="pair", about=("thinker", "keeper"), figure=0.8, limits=(), **changes):
    check = Check(code, about, figure, limits, **{"verdict": "warn", "advice": "Do it."} | changes)
    return check_lines([check], make_catalog())[0]


def test_check_line_says_what_about_whom_and_what_to_do():
    limits = (Limit("fail", ">", 0.95), Limit("warn", ">", 0.75))
    said = line(limits=limits, confusion=0.25)

    assert (said.verdict, said.verdict_word, said.what, said.about) == (
        "warn",
        "warns",
        "How similar the two profiles are",
        "Thinker / Keeper",
    )
    assert said.figure == "0.80 (25% mixed up)"
    assert said.bar == "warns above 0.75, fails above 0.95"
    assert said.advice == "Do it."


def test_check_line_that_passes_needs_no_advice():
    assert line(verdict="pass").advice == ""


@pytest.mark.parametrize(
    ("code", "about", "figure", "what", "told"),
    [
        ("length", ("thinker",), 1.8166, "How pronounced the profile is", "1.82"),
        ("ideal", ("thinker",), 2, "Place on its own ideal answers", "2"),
        ("neutral", ("thinker",), 0.0996, "Share of neutral people that the role leads", "10.0%"),
        ("questions", ("ideas",), 3, "Active questions", "3"),
        ("questions", (), 3, "Uneven number of questions", "3"),
        ("dimension", ("ideas",), 0.3, "How far the roles differ", "0.30"),
        ("replay", (), 0.125, "Stored results that would change", "12.5%"),
    ],
)
def test_check_line_words_each_check(code, about, figure, what, told):
    said = line(code, about, figure)

    assert (said.what, said.figure) == (what, told)
    assert said.about == ("".join(about).capitalize() or "Whole catalog")


def test_check_line_tells_what_was_found_where():
    said = line("texts.hidden", ("find-ideas",), 1, detail="character 3: SOFT HYPHEN (U+00AD)")

    assert (said.what, said.about, said.figure) == (
        "Invisible characters",
        "Find ideas",
        "1 (character 3: SOFT HYPHEN (U+00AD))",
    )


def test_check_line_about_a_text_that_nobody_can_read_names_the_row():
    of = make_catalog(questions=[make_question("find-ideas", "ideas", text="\u200b")])
    (said,) = check_lines([Check("texts.letters", ("find-ideas",), 1, (), "fail", "")], of)

    assert said.about == "find-ideas"


@pytest.mark.parametrize("code", ADVICE)
def test_check_line_has_words_for_each_code(code):
    assert line(code, ()).what[0].isupper()


def test_check_line_of_a_bar_with_two_sides():
    limits = (
        Limit("fail", "<", 0.05),
        Limit("fail", ">", 0.45),
        Limit("warn", "<=", 0.1),
    )

    assert line("neutral", limits=limits).bar == (
        "warns at or below 10%, fails below 5% or above 45%"
    )


def test_check_line_writes_numbers_the_readers_way():
    with translation.override("de"):
        assert line(figure=0.8, limits=(Limit("fail", ">", 0.95),)).bar.endswith("0,95")


def test_verdict_sentence_counts_what_there_is():
    verdicts = ["pass", "pass", "warn", "fail", "pass"]
    checks = [Check("ideal", (), 1, (), verdict, "") for verdict in verdicts]

    assert verdict_sentence(checks) == "5 checks: 3 pass, 1 warns, 1 fails."
    assert verdict_sentence(checks[:1]) == "1 check: 1 passes."
