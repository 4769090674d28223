"""Publish, go back and publish again, while 200 people are in the middle of the quiz."""

from roles.domain import scoring
from roles.models import ProfileTarget, Result
from roles.queries.catalog import version_catalog
from roles.queries.versions import draft_digest
from roles.services.loading import load_into_draft
from roles.services.publishing import publish_draft
from tests.factories import make_attempt, new_attempt, publish_seed
from tests.services.attempts import MARKED, finish, record


def answer_a_page(attempts):
    """As far as each of them goes."""
    return [
        record(attempt, attempt.open_page, MARKED) if attempt.open_page else attempt
        for attempt in attempts
    ]


def publish(target):
    """Another number of a role is put in force."""
    row = ProfileTarget.objects.get(role__slug="product-owner", dimension__slug="markets")
    row.target = target
    row.save()
    return publish_draft(author="ada").catalog


def go_back(version):
    """What an earlier version says is put in force once more."""
    document = version.document
    load_into_draft(catalog=document, content=None, stamp=draft_digest(), reason="back")
    return publish_draft(author="ada").catalog


def test_200_open_attempts_are_scored_by_the_versions_they_began_with(db):
    first = publish_seed()
    attempts = [make_attempt(first, MARKED, pages=1 + place % 2) for place in range(80)]
    attempts += [new_attempt(first) for _ in range(20)]  # page 1 is open, and nothing is sent yet
    second = publish(77)
    attempts += [make_attempt(second, MARKED, pages=1) for _ in range(80)]
    attempts += [new_attempt(second) for _ in range(20)]
    third = go_back(first)
    attempts = answer_a_page(attempts)
    fourth = publish(20)
    while any(attempt.open_page for attempt in attempts):
        attempts = answer_a_page(attempts)
    results = [finish(attempt) for attempt in attempts]

    assert len({first, second, third, fourth}) == 4
    assert [result.version for result in results] == [first] * 100 + [second] * 100
    for result in Result.objects.select_related("version"):
        assert result.outcome == scoring.score(version_catalog(result.version), result.answers)
