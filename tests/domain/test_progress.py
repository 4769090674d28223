"""How far a respondent has come: pages by the seed, the end, and what is missing before it."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain import adaptive, progress, scoring
from roles.domain.errors import AnswerError
from tests.domain.strategies import catalogs, extreme_settings, scored
from tests.factories import make_catalog, make_question, seed_catalog

READY = progress.Shortfall(needed=0, dimensions=(), skipped=())
# Likes and dislikes so marked that three pages settle them, whichever questions chance picks.
MARKED = {"strategy": 2, "control": 1, "flow": 5, "markets": 4, "organizing": 1, "joining-up": 2}
CLOSE = {"strategy": 3, "control": 3, "flow": 1, "markets": 4, "organizing": 2, "joining-up": 3}


def with_settings(of, **settings):
    return replace(of, settings=replace(of.settings, **settings))


def by_dimension(of, answers):
    """A sheet of all questions with one answer per dimension."""
    return {question.slug: answers[question.dimension] for question in of.questions}


def walk(of, seed, answer, *, asks_all):
    """All pages of one attempt, and its answers. `answer` gives one for a slug."""
    pages, answers = [], {}
    while page := progress.page_after(of, pages, answers, seed, asks_all=asks_all):
        pages.append(page)
        answers |= {slug: answer(slug) for slug in page}
    return pages, answers


def walk_by_chance(of, seed, *, asks_all):
    rng = Random(seed)
    values = (1, 2, 3, 4, 5, None)
    return walk(of, seed, lambda _slug: rng.choice(values), asks_all=asks_all)


# --- pages


@given(catalogs(settings=extreme_settings()), st.text(max_size=22))
def test_law_asking_all_reaches_every_active_question_once_within_the_limit(of, seed):
    pages, _answers = walk_by_chance(of, seed, asks_all=True)
    asked = [slug for page in pages for slug in page]

    assert sorted(asked) == sorted(question.slug for question in of.active_questions)
    assert len(pages) == progress.page_limit(of)


@given(catalogs(settings=extreme_settings()), st.text(max_size=22), st.booleans())
def test_law_pages_follow_from_seed_and_answers_and_repeat_nothing(of, seed, asks_all):
    pages, answers = walk_by_chance(of, seed, asks_all=asks_all)
    asked = [slug for page in pages for slug in page]

    assert len(set(asked)) == len(asked)
    assert len(pages) <= progress.page_limit(of)
    shuffled = dict(sorted(answers.items()))  # a database may hand answers back like that
    again, _answers = walk(of, seed, shuffled.get, asks_all=asks_all)
    assert again == pages


@given(catalogs(settings=extreme_settings()), st.text(max_size=22))
def test_law_quiz_ends_early_only_when_it_may_and_can_be_scored(of, seed):
    _pages, answers = walk_by_chance(of, seed, asks_all=False)

    if len(answers) < len(of.active_questions):
        assert adaptive.may_stop(of, answers) is True
        assert progress.shortfall(of, answers) == READY


def test_page_after_a_settled_sheet_ends_the_quiz_unless_all_is_asked():
    of = seed_catalog()
    sheet = by_dimension(of, MARKED)
    early, _answers = walk(of, "a", sheet.get, asks_all=False)
    all_pages, _answers = walk(of, "a", sheet.get, asks_all=True)

    assert [len(page) for page in early] == [4, 4, 4]
    assert [len(page) for page in all_pages] == [4, 4, 4, 4, 4, 4]
    assert all_pages[:3] == early


def test_page_after_a_settled_sheet_with_an_empty_dimension_goes_on():
    """All of one kind of work was skipped: sure of the leader, but not to be scored yet."""
    of = with_settings(seed_catalog(), stop_probability=0.0, minimum_answers=3)
    sheet = by_dimension(of, MARKED | {"organizing": None})
    pages, answers = walk(of, "a", sheet.get, asks_all=False)

    assert adaptive.may_stop(of, progress.sheet(pages[:3], answers)) is True
    assert len(pages) == 6


def test_page_after_differs_by_seed():
    of = seed_catalog()
    firsts = {progress.page_after(of, [], {}, str(seed), asks_all=True) for seed in range(9)}

    assert len(firsts) == 9


def test_page_after_takes_its_chance_from_the_pages_number_too():
    of = seed_catalog()
    as_page_1 = progress.page_after(of, [], {}, "a", asks_all=True)
    as_page_2 = progress.page_after(of, [()], {}, "a", asks_all=True)

    assert as_page_1 != as_page_2


def test_page_after_an_answer_out_of_range_is_refused():
    with pytest.raises(AnswerError, match=r"^answers.find-ideas: 6. Allowed: a whole number from"):
        progress.page_after(make_catalog(), [["find-ideas"]], {"find-ideas": 6}, "a", asks_all=True)


@pytest.mark.parametrize(("size", "limit"), [(1, 24), (4, 6), (5, 5), (6, 4)])
def test_page_limit_rounds_up(size, limit):
    assert progress.page_limit(with_settings(seed_catalog(), questions_per_page=size)) == limit


def test_page_limit_counts_no_retired_questions():
    questions = [make_question("a", "ideas"), make_question("b", "order", active=False)]
    of = make_catalog(questions=questions, settings={"questions_per_page": 1})

    assert progress.page_limit(of) == 1


def test_sheet_is_in_the_order_shown_without_what_is_open():
    pages = [["d", "b"], ["a", "c"]]

    assert list(progress.sheet(pages, {"a": 1, "b": None, "d": 5}).items()) == [
        ("d", 5),
        ("b", None),
        ("a", 1),
    ]


@pytest.mark.parametrize(
    ("answers", "number"),
    [
        ({}, 1),
        ({"a": 1}, 1),
        ({"a": 1, "b": None}, 2),
        ({"a": 1, "c": 1, "d": 1}, 1),
        ({"a": 1, "b": 2, "c": None, "d": 3}, None),
    ],
)
def test_open_page_is_the_first_with_anything_neither_answered_nor_skipped(answers, number):
    assert progress.open_page([["a", "b"], ["c", "d"]], answers) == number


# --- the panel


@pytest.mark.parametrize(("share", "drawn"), [(0.0, 0), (1.0, 2000)])
def test_panel_share_of_none_or_all_is_exact(share, drawn):
    of = with_settings(seed_catalog(), panel_share=share)

    assert sum(progress.is_drawn_for_panel(of, str(seed)) for seed in range(2000)) == drawn


@pytest.mark.parametrize(
    ("share", "low", "high"), [(0.05, 448, 552), (0.3, 2892, 3108)]
)  # of 10,000: expected 500 and 3000, within 2.4 standard deviations
def test_panel_share_is_met_within_chance(share, low, high):
    of = with_settings(seed_catalog(), panel_share=share)

    assert low < sum(progress.is_drawn_for_panel(of, str(seed)) for seed in range(10_000)) < high


# --- what is missing


@given(scored())
def test_law_shortfall_filled_up_as_it_says_is_none(case):
    """One answer in each empty dimension and any others up to `needed` do, and no fewer."""
    of, answers = case
    lack = progress.shortfall(of, answers)
    open_ones = [row for row in of.active_questions if answers.get(row.slug) is None]
    first = {row.dimension: row for row in reversed(open_ones) if row.dimension in lack.dimensions}
    rest = [row for row in open_ones if row not in first.values()]
    more = [*first.values(), *rest][: lack.needed]
    filled = answers | {row.slug: 3 for row in more}

    assert progress.shortfall(of, filled) == READY
    if lack.needed:
        assert progress.shortfall(of, filled | {more[-1].slug: None}).needed == 1


@given(scored())
def test_law_shortfall_names_a_skipped_question_just_when_its_answer_helps(case):
    of, answers = case
    lack = progress.shortfall(of, answers)
    helping = [
        slug
        for slug, answer in answers.items()
        if answer is None and progress.shortfall(of, answers | {slug: 3}).needed < lack.needed
    ]

    assert list(lack.skipped) == helping


FOUR = ("find-ideas", "weigh-ideas", "keep-lists", "tidy-files")
ORDER = FOUR[2:]


@pytest.mark.parametrize(
    ("minimum", "given_answers", "expected"),
    [
        (2, (None, 3, 3, None), READY),
        (1, (1, None, None, 5), READY),
        (3, (3, None, 3, None), (1, (), (FOUR[1], FOUR[3]))),
        (2, (3, 3, None, None), (1, ("order",), ORDER)),
        (3, (3, 3, None, None), (1, ("order",), ORDER)),
        (2, (3, None, None, None), (1, ("order",), ORDER)),
        (4, (3, None, None, None), (3, ("order",), FOUR[1:])),
        (1, (None, None, None, None), (2, ("ideas", "order"), FOUR)),
        (8, (3, 3, 3, None), (1, (), FOUR[3:])),
        (8, (3, 3, 3, 3), READY),
    ],
    ids=[
        "enough",
        "fewest",
        "too few",
        "empty dimension",
        "empty dimension and one too few",
        "empty dimension whose first answer is all that helps",
        "both",
        "nothing answered",
        "fewer questions than the minimum",
        "all of fewer questions than the minimum",
    ],
)
def test_shortfall_says_what_is_missing(minimum, given_answers, expected):
    of = make_catalog(settings={"minimum_answers": minimum})
    answers = dict(zip(FOUR, given_answers, strict=True))

    assert progress.shortfall(of, answers) == (
        expected if expected is READY else progress.Shortfall(*expected)
    )


def test_shortfall_before_the_first_answer_counts_everything():
    of = make_catalog(settings={"minimum_answers": 3})

    assert progress.shortfall(of, {}) == progress.Shortfall(3, ("ideas", "order"), ())


def test_shortfall_names_skipped_questions_in_the_order_shown():
    of = make_catalog()
    answers = dict.fromkeys(reversed(FOUR))

    assert progress.shortfall(of, answers).skipped == tuple(reversed(FOUR))


def test_shortfall_asks_for_nothing_in_a_dimension_whose_questions_are_all_retired():
    questions = [
        make_question("find-ideas", "ideas"),
        make_question("weigh-ideas", "ideas"),
        make_question("keep-lists", "order", active=False),
    ]
    of = make_catalog(questions=questions, settings={"minimum_answers": 8})

    assert progress.shortfall(of, {"find-ideas": 3, "weigh-ideas": 3}) == READY
    assert progress.shortfall(of, {"find-ideas": 3}) == progress.Shortfall(1, (), ())


def test_shortfall_of_an_unknown_question_is_refused():
    with pytest.raises(AnswerError, match=r"^answers.nothing: 'nothing'. Allowed: a question of"):
        progress.shortfall(make_catalog(), {"nothing": 3})


# --- the second step


def pairs_for(answers, seed="a", of=None, **choices):
    of = of or seed_catalog()
    sheet = by_dimension(of, answers)
    return progress.day_pairs(of, sheet, (), seed, **{"is_panel": False} | choices)


def owners(pair):
    of = seed_catalog().roles_by_day
    return {of[pair.left].slug, of[pair.right].slug}


def test_day_pairs_of_a_close_sheet_follow_from_the_seed():
    pairs = pairs_for(CLOSE)

    assert [owners(pair) for pair in pairs] == [{"product-manager", "program-manager"}] * 4
    assert pairs_for(CLOSE) == pairs
    assert len({pairs_for(CLOSE, seed) for seed in "abcdef"}) > 1


def test_day_pairs_stay_while_the_first_two_roles_do():
    of = seed_catalog()
    sheet = by_dimension(of, CLOSE)
    changed = sheet | {"pick-one-idea": 5}
    found = [scoring.score(of, each) for each in (sheet, changed)]

    assert {(outcome.leader, outcome.runner_up) for outcome in found} == {
        (found[0].leader, found[0].runner_up)
    }

    assert progress.day_pairs(of, changed, (), "a", is_panel=False) == pairs_for(CLOSE)


def test_day_pairs_of_a_clear_sheet_are_for_the_panel_alone():
    of = seed_catalog()
    _pages, sheet = walk(of, "a", by_dimension(of, MARKED).get, asks_all=True)
    pairs = progress.day_pairs(of, sheet, (), "a", is_panel=True)
    last = scoring.score(of, sheet).matches[-1].role

    assert progress.day_pairs(of, sheet, (), "a", is_panel=False) == ()
    assert (len(pairs), sum(last in owners(pair) for pair in pairs)) == (4, 2)


def test_day_pairs_of_a_sheet_that_only_a_note_keeps_from_being_clear_there_are_none():
    of = seed_catalog()
    pages, answers = walk(of, "a", by_dimension(of, MARKED).get, asks_all=False)
    sheet = progress.sheet(pages, answers)

    fast = (1,) * 12
    assert scoring.score(of, sheet, fast).certainty == "leaning"
    assert progress.day_pairs(of, sheet, fast, "a", is_panel=False) == ()


@pytest.mark.parametrize("is_panel", [False, True])
def test_day_pairs_there_are_none_without_days_or_enough_answers(is_panel):
    without = with_settings(seed_catalog(), day_pairs=0)

    assert pairs_for(CLOSE, of=without, is_panel=is_panel) == ()
    assert pairs_for(CLOSE | {"flow": None}, is_panel=is_panel) == ()
