"""The laws of choosing pages and of stopping, the latter against drawn completions."""

import math
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain import adaptive, scoring
from roles.domain.sheets import layout, read
from tests.domain.strategies import extreme_settings, random_sheets, scored
from tests.factories import first_catalog, make_catalog, make_question, make_role, seed_catalog
from tests.worked_example.answers import ANSWERS


def with_settings(of, **settings):
    return replace(of, settings=replace(of.settings, **settings))


def dimensions_of(of, slugs):
    places = {question.slug: question.dimension for question in of.questions}
    return [places[slug] for slug in slugs]


def walk(of, rng, values=(1, 2, 3, 4, 5, None)):
    """All pages of one attempt that is asked everything, answered by chance."""
    answers, pages = {}, []
    while page := adaptive.next_page(of, answers, rng):
        pages.append(page)
        answers |= {slug: rng.choice(values) for slug in page}
    return pages, answers


# --- pages


@given(scored(), st.integers(0, 9))
def test_law_pages_have_their_size_and_repeat_nothing(case, seed):
    of, answers = case
    page = adaptive.next_page(of, answers, Random(seed))
    left = {question.slug for question in of.active_questions} - answers.keys()

    assert len(page) == min(of.settings.questions_per_page, len(left))
    assert set(page) <= left
    assert len(set(page)) == len(page)


@given(scored(settings=extreme_settings()), st.integers(0, 9))
def test_law_walk_asks_every_active_question_once(case, seed):
    of, _answers = case
    pages, answers = walk(of, Random(seed))

    assert sorted(answers) == sorted(question.slug for question in of.active_questions)
    assert all(len(page) == of.settings.questions_per_page for page in pages[:-1])
    assert adaptive.may_stop(of, answers) is True


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
def test_law_first_page_is_balanced(size):
    of = with_settings(seed_catalog(), questions_per_page=size)
    for seed in range(50):
        counts = Counter(dimensions_of(of, adaptive.next_page(of, {}, Random(seed))))
        spread = [counts[slug] for slug in layout(of).dimensions]

        assert max(spread) - min(spread) <= 1
        assert sum(spread) == size


def test_first_page_comes_in_every_order_of_dimensions():
    """Of six dimensions each is first on 100 of 600 pages, standard deviation 9.1."""
    of = seed_catalog()
    pages = [dimensions_of(of, adaptive.next_page(of, {}, Random(seed))) for seed in range(600)]

    assert len({tuple(page) for page in pages}) > 250  # of 360 orders
    for place in range(4):
        counts = Counter(page[place] for page in pages)
        assert len(counts) == 6
        assert all(60 < count < 140 for count in counts.values())


@given(scored(), st.integers(0, 9))
def test_law_no_run_is_longer_than_allowed_unless_nothing_else_is_left(case, seed):
    of, _answers = case
    _pages, answers = walk(of, Random(seed))
    asked = dimensions_of(of, answers)
    longest = of.settings.longest_run
    for end in range(longest, len(asked)):
        if len(set(asked[end - longest : end + 1])) == 1:
            assert set(asked[end:]) == {asked[end]}, "others were left"


def test_law_run_is_kept_over_page_ends():
    """Two of delivery end the page; delivery would settle most, and may not come."""
    of = first_catalog()
    last_two = ("break-into-steps", "check-finished-work")
    ends = dict(sorted(ANSWERS.items(), key=lambda pair: pair[0] in last_two))

    assert dimensions_of(of, ends)[-2:] == ["delivery", "delivery"]
    for seed in range(20):
        assert dimensions_of(of, adaptive.next_page(of, ANSWERS, Random(seed)))[0] == "delivery"
        assert dimensions_of(of, adaptive.next_page(of, ends, Random(seed)))[0] == "strategy"


def test_law_exposure_inside_a_dimension_is_within_chance():
    of = seed_catalog()
    shown = Counter(
        slug for seed in range(1200) for slug in adaptive.next_page(of, {}, Random(seed))
    )

    assert len(shown) == 24
    # Each of six is shown 200 times in 1200, standard deviation 12.9; 24 of them within 4 of it.
    assert all(148 < count < 252 for count in shown.values())


def test_next_page_same_state_of_chance_gives_the_same_page():
    of = first_catalog()

    assert adaptive.next_page(of, ANSWERS, Random(5)) == adaptive.next_page(of, ANSWERS, Random(5))
    assert len({adaptive.next_page(of, ANSWERS, Random(seed)) for seed in range(9)}) > 1


def test_next_page_counts_its_own_picks_as_asked():
    """The gains of the example are delivery .0225, strategy .0176, markets .0106, ...; after one
    of delivery its own falls below that of strategy."""
    of = first_catalog()
    for seed in range(20):
        page = adaptive.next_page(of, ANSWERS, Random(seed))
        assert dimensions_of(of, page)[:2] == ["delivery", "strategy"]


def test_next_page_equal_gains_are_settled_by_chance():
    of = make_catalog(settings={"questions_per_page": 1})
    even = {"find-ideas": 3, "keep-lists": 3}
    seen = {adaptive.next_page(of, even, Random(seed))[0] for seed in range(30)}

    assert seen == {"weigh-ideas", "tidy-files"}


def test_next_page_after_everything_was_skipped_still_comes():
    of = seed_catalog()
    skipped = dict.fromkeys(adaptive.next_page(of, {}, Random(1)))

    assert len(adaptive.next_page(of, skipped, Random(1))) == 4


def test_next_page_leaves_retired_questions_out():
    questions = [make_question("find", "ideas"), make_question("keep", "order", active=False)]
    of = make_catalog(questions=questions)

    assert adaptive.next_page(of, {}, Random(1)) == ("find",)
    assert adaptive.next_page(of, {"find": 3}, Random(1)) == ()


# --- stopping


@given(scored(settings=extreme_settings()))
def test_law_stay_is_a_probability_and_1_with_nothing_open(case):
    of, answers = case
    rest = {question.slug: None for question in of.active_questions}

    assert 0 <= adaptive.stay_probability(of, answers) <= 1
    assert adaptive.stay_probability(of, rest | answers) == 1


def completions(of, answers, rng, count):
    """How often each role is ahead of the leader once the open questions are answered, drawn from
    the model: a role, the level given that role, each own leaning given both, then each answer.
    """
    sheet, settings = read(of, answers), of.settings
    chances = list(scoring.probabilities(of, answers).values())
    first = scoring.ranking(chances)[0]
    final = scoring.line(of, sheet.finals)
    weights = [scoring.weight(settings, n) for n in sheet.counts]
    ahead, changed = Counter(), 0
    for role in rng.choices(range(len(chances)), chances, k=count):
        pattern = sheet.layout.patterns[role]
        apart = [mean - m for mean, m in zip(sheet.means, pattern, strict=True)]
        centre = sum(map(math.prod, zip(weights, apart, strict=True))) / sum(weights)
        level = rng.gauss(centre, math.sqrt(1 / sum(weights)))
        means = []
        for place, n in enumerate(sheet.counts):
            share = settings.own_variance * weights[place]
            own = rng.gauss(
                share * (apart[place] - level), math.sqrt(settings.own_variance * (1 - share))
            )
            left = sheet.open[place]
            to_come = left * (level + pattern[place] + own)
            to_come += rng.gauss(0, math.sqrt(left * settings.noise_variance))
            means.append((sheet.sums[place] + to_come) / max(n + left, 1))
        odds = final.at(means)
        beaten_by = [place for place, value in enumerate(odds) if value > odds[first]]
        ahead.update(beaten_by)
        changed += bool(beaten_by)
    return changed / count, sum(ahead.values()) / count


def test_law_stay_agrees_with_drawn_completions_on_20_sheets():
    rng = Random(20)
    for answers in random_sheets(seed_catalog(), 20, seed=8):
        if not any(answers.values()):
            continue
        stay = adaptive.stay_probability(seed_catalog(), answers)
        changed, summed = completions(seed_catalog(), answers, rng, 3000)

        # The bound adds the rivals' chances up: where they overlap, stay lies below the truth.
        # Standard error of `changed` at most .0091.
        assert stay == pytest.approx(max(0, 1 - summed), abs=0.03)
        assert stay <= 1 - changed + 0.03
        if stay > 0.94:  # where the quiz stops there is next to no overlap
            assert stay == pytest.approx(1 - changed, abs=0.03)


def test_stay_probability_of_a_sure_sheet_is_near_1_and_of_an_open_one_is_not():
    of = first_catalog()
    likes = {"strategy": 5, "delivery": 1, "markets": 5, "coordination": 1}
    sure = {row.slug: likes[row.dimension] for row in of.questions if "e" in row.slug[:4]}

    assert adaptive.stay_probability(of, sure) > 0.99
    assert adaptive.stay_probability(of, {"talk-to-customers": 4}) < 0.3


def test_may_stop_needs_the_minimum_of_answers():
    of = first_catalog()
    exact = with_settings(of, minimum_answers=11)
    more = with_settings(of, minimum_answers=12)

    assert adaptive.may_stop(exact, ANSWERS) is True
    assert adaptive.may_stop(more, ANSWERS) is False


def test_may_stop_exactly_on_the_bar():
    stay = adaptive.stay_probability(first_catalog(), ANSWERS)

    assert adaptive.may_stop(with_settings(first_catalog(), stop_probability=stay), ANSWERS) is True
    higher = math.nextafter(stay, 1)
    assert (
        adaptive.may_stop(with_settings(first_catalog(), stop_probability=higher), ANSWERS) is False
    )


def test_may_stop_with_nothing_open_whatever_was_answered():
    of = with_settings(seed_catalog(), minimum_answers=1000)

    assert adaptive.may_stop(of, {question.slug: None for question in of.questions}) is True
    assert adaptive.may_stop(of, {question.slug: None for question in of.questions[1:]}) is False
    assert adaptive.may_stop(of, {}) is False


def test_stay_probability_between_twins_is_certain_of_the_first():
    targets = {"one": (90, 20), "two": (60, 40), "three": (80, 10)}
    roles = [make_role(slug, ideas=one, order=two) for slug, (one, two) in targets.items()]

    assert adaptive.stay_probability(make_catalog(roles=roles), {"find-ideas": 5}) == 1


def test_pages_end_where_the_last_question_does():
    of = with_settings(seed_catalog(), questions_per_page=5)
    pages, _answers = walk(of, Random(3))

    assert [len(page) for page in pages] == [5, 5, 5, 5, 4]
