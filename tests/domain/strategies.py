"""Catalogs and sheets for property tests: many, valid, and unlike the real ones."""

from random import Random

from hypothesis import strategies as st

from roles.content import catalog as catalog_format
from roles.content.values import SETTING_RANGES, WHOLE_SETTINGS
from roles.domain import days
from roles.domain.types import DayChoice
from tests.factories import make_dimension, make_question, make_role


def sane_settings():
    """Settings that a careful admin might choose."""
    ranges = {
        "contrast": st.floats(0.3, 2),
        "own_variance": st.floats(0.1, 1),
        "noise_variance": st.floats(0.3, 2),
        "temperature": st.floats(0.5, 3),
        "minimum_answers": st.integers(1, 12),
        "questions_per_page": st.integers(1, 6),
        "longest_run": st.integers(1, 3),
        "scale_answers": st.sampled_from((0, 1, 8, 30)),
        "day_weight": st.floats(0, 2),
    }
    return st.fixed_dictionaries({}, optional=ranges)


def extreme_settings():
    """Each setting at one end of what a catalog may hold, or left at its default."""
    ends = {
        name: st.sampled_from((int(low), int(high)) if name in WHOLE_SETTINGS else (low, high))
        for name, (low, high) in SETTING_RANGES.items()
    }
    return st.fixed_dictionaries({}, optional=ends)


@st.composite
def catalogs(draw, *, settings=None, is_balanced=False):
    """Two to seven dimensions, two to six roles, up to six questions each; settings by a strategy.

    The dimensions stand in up to four areas, or there are none; a role has up to five days. A
    balanced one has as many questions in each dimension, none reversed or retired.
    """
    dimensions = [f"d{number}" for number in range(draw(st.integers(2, 7)))]
    numbers = st.lists(
        st.integers(0, 100), min_size=len(dimensions), max_size=len(dimensions)
    ).filter(lambda targets: len(set(targets)) > 1)
    rows = draw(st.lists(numbers, min_size=2, max_size=6))
    same = draw(st.integers(1, 6))
    counts = [same if is_balanced else draw(st.integers(1, 6)) for _slug in dimensions]
    questions = [
        make_question(f"{slug}-{number}", slug, **({} if is_balanced else draw(_varied())))
        for slug, count in zip(dimensions, counts, strict=True)
        for number in range(count)
    ]
    questions[0]["active"] = True
    return catalog_format.parse(
        {
            "format": 2,
            **draw(_areas(dimensions)),
            "roles": [
                make_role(f"r{place}", **dict(zip(dimensions, row, strict=True)))
                | {"days": _days(place, draw(st.integers(0, 5)))}
                for place, row in enumerate(rows)
            ],
            "questions": questions,
            "settings": draw(sane_settings() if settings is None else settings),
        }
    )


@st.composite
def _areas(draw, dimensions):
    """The dimensions, and the areas in which they stand: every area has one at least."""
    count = draw(st.integers(0, min(4, len(dimensions))))
    areas = [f"a{place}" for place in range(count)]
    rows = [make_dimension(slug) for slug in dimensions]
    for place, row in enumerate(rows if areas else ()):
        row["area"] = areas[place] if place < count else draw(st.sampled_from(areas))
    described = [{"slug": slug, "name": slug, "description": f"All of {slug}"} for slug in areas]
    return {"areas": described, "dimensions": rows}


def _days(role, count):
    return [{"slug": f"r{role}-day-{number}", "text": f"Day {number}"} for number in range(count)]


def _varied():
    return st.fixed_dictionaries(
        {
            "reversed": st.booleans(),
            "active": st.sampled_from((True, True, True, False)),
            "baseline": st.sampled_from((3.0, 2.25, 4.5)),
        }
    )


@st.composite
def sheets(draw, of, *, answers=(1, 2, 3, 4, 5, None)):
    """Answers to some active questions of a catalog in any order, about one in six skipped."""
    slugs = draw(st.permutations([question.slug for question in of.active_questions]))
    length = draw(st.integers(0, len(slugs)))
    return {slug: draw(st.sampled_from(answers)) for slug in slugs[:length]}


@st.composite
def chosen_days(draw, of, outcome):
    """Choices in the second step of an outcome; none when a role has no days."""
    pairs = days.pairs(of, outcome.leader, outcome.runner_up, Random(draw(st.integers(0, 9))))
    return [DayChoice(pair, draw(st.sampled_from((pair.left, pair.right, None)))) for pair in pairs]


@st.composite
def scored(draw, **choices):
    """A catalog and a sheet of it."""
    of = draw(catalogs(**choices))
    return of, draw(sheets(of))


def random_sheets(of, count, seed):
    """Seeded sheets of a catalog, of all lengths, with some skips, in random order."""
    rng = Random(seed)
    for _sheet in range(count):
        slugs = [question.slug for question in of.active_questions]
        rng.shuffle(slugs)
        kept = slugs[: rng.randint(1, len(slugs))]
        yield {slug: rng.choice((1, 2, 2, 3, 4, 4, 5, 5, None)) for slug in kept}
