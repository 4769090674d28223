"""People who answer by what each statement means for their job.

A simulation that makes people from the very profiles it scores with cannot see that a kind of work
holds statements that a job takes very differently. This one makes them from a table: what people
content in each job answer to each statement on average. The table is a judgement like the profiles;
it is disturbed by chance, as no table is right.
"""

from collections.abc import Mapping
from random import Random

from roles.domain.personas import NO_POPULARITY
from roles.domain.sheets import HIGHEST, LOWEST
from roles.domain.simulation import MEANING, MIDDLE, NOISE
from roles.domain.types import Catalog

# A question's slug -> role's slug -> the answer expected, 1 to 5, to the statement as it stands.
ExpectedAnswers = Mapping[str, Mapping[str, float]]

PULL = 0.8  # how much of what is expected of a role its people show

# Standard deviations of a person's own leanings
OWN_IN_AREA = 0.4
OWN_IN_DIMENSION = 0.35


def fits(catalog: Catalog, expected: ExpectedAnswers) -> bool:
    """Whether the table has a cell for every active question and role of the catalog."""
    return all(
        role.slug in expected.get(question.slug, ())
        for question in catalog.active_questions
        for role in catalog.roles
    )


def disturbed(expected: ExpectedAnswers, rng: Random) -> ExpectedAnswers:
    """The table as it might be in truth."""
    return {
        question: {role: answer + rng.gauss(0, MEANING) for role, answer in row.items()}
        for question, row in expected.items()
    }


def draw_answers(
    catalog: Catalog,
    expected: ExpectedAnswers,
    role: str,
    rng: Random,
    popularity: Mapping[str, float] = NO_POPULARITY,
) -> dict[str, int]:
    """The answers, 1 to 5, to all active questions of somebody in that job.

    Args:
        popularity: an area's slug, or a dimension's where there are no areas -> points by which
            everybody likes it more.
    """
    areas: dict[str, float] = {}
    own = {}
    for row in catalog.dimensions:
        slug = row.area or row.slug
        area = areas.setdefault(slug, rng.gauss(popularity.get(slug, 0), OWN_IN_AREA))
        own[row.slug] = area + rng.gauss(0, OWN_IN_DIMENSION)
    answers = {}
    for question in catalog.active_questions:
        liking = PULL * (expected[question.slug][role] - MIDDLE)
        liking += (-1 if question.reversed else 1) * own[question.dimension]
        answer = round(MIDDLE + liking + rng.gauss(0, NOISE))
        answers[question.slug] = min(HIGHEST, max(LOWEST, answer))
    return answers
