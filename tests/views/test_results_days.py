"""Days chosen in the second step: the download, today's version, and public links."""

from dataclasses import replace

import pytest

from roles.domain import days, explanation, scoring
from roles.queries.results import snapshot_of
from tests.factories import make_attempt, make_version, seed_catalog
from tests.services.attempts import CLOSE, choose, finish
from tests.views.quiz_walk import open_quiz

FIRST, SECOND = "product-manager", "program-manager"  # of CLOSE
TEXTS = {day.slug: day.text for role in seed_catalog().roles for day in role.days}


@pytest.fixture
def result(db):
    """The days brought the second role first."""
    return finish(choose(make_attempt(open_quiz(), CLOSE), SECOND))


def without_day(slug):
    """The real content, one of whose days is gone."""
    roles = tuple(
        replace(role, days=tuple(day for day in role.days if day.slug != slug))
        for role in seed_catalog().roles
    )
    return replace(seed_catalog(), roles=roles)


# --- the file to take home


def test_download_holds_each_pair_in_words_with_what_was_chosen(client, result):
    rows = client.get(f"/results/{result.attempt.token}/download/").json()["days"]
    owners = seed_catalog().roles_by_day

    assert [row["chosen"] for row in rows] == [choice.chosen for choice in result.choices]
    assert [row["chosen_text"] for row in rows] == [TEXTS[row["chosen"]] for row in rows]
    for row, choice in zip(rows, result.choices, strict=True):
        for side, slug in (("left", choice.pair.left), ("right", choice.pair.right)):
            role = owners[slug]
            names = {"role": role.slug, "role_name": role.name}
            assert row[side] == {"day": slug, "text": TEXTS[slug]} | names


def test_download_gives_the_points_of_the_days(client, result):
    document = client.get(f"/results/{result.attempt.token}/download/").json()

    for row in document["reasons"]:
        pair = (result.leader, row["rival"])
        reasons = explanation.reasons(seed_catalog(), result.answers, *pair, result.choices)
        assert (row["days"], row["log_odds"]) == (reasons.days, reasons.log_odds)


# --- under today's version


def test_rescore_counts_the_pairs_whose_days_today_still_has(client, result):
    of = without_day(result.choices[0].pair.left)
    make_version(of)
    response = client.get(f"/results/{result.attempt.token}/rescore/")
    statements = scoring.score(of, result.answers)

    assert response.context["before"].outcome == result.outcome
    assert response.context["after"].outcome == days.settle(of, statements, result.choices[1:])
    assert response.context["after"].outcome != result.outcome


# --- nobody else's business


def test_snapshot_for_a_public_link_holds_no_days(result):
    snapshot = str(snapshot_of(result, numbers=True, pattern=True))

    assert [slug for slug in TEXTS if slug in snapshot] == []
