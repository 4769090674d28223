"""The impact of a draft on stored results, or on simulated people where there are few."""

import time
from dataclasses import replace
from random import Random

import pytest

from roles.domain import lab, scoring
from roles.domain.simulation import mixed_sheets
from roles.models import Result
from roles.queries.lab import FEWEST, SAMPLE, draft_impact, recent_sheets
from roles.wording.impact import impact_words
from roles.wording.names import RowNames
from tests.factories import make_catalog, make_document, make_result, make_version, seed_catalog

pytestmark = pytest.mark.django_db


def other_catalog():
    document = make_document()
    document["roles"][0]["targets"] = {"ideas": 20, "order": 85}
    document["roles"].append(document["roles"][0] | {"slug": "poet", "name": "Poet"})
    document["roles"][3] |= {"targets": {"ideas": 80, "order": 75}, "symbol": "diamond"}
    return make_catalog(roles=document["roles"])


def store(count):
    """So many results, their answers drawn by chance."""
    rng = Random(3)
    version = make_version(make_catalog())
    first = make_result(version, dict.fromkeys(["find-ideas", "weigh-ideas"], 5) | REST)
    for number in range(count - 1):
        attempt = first.attempt
        attempt.pk, attempt.token = None, f"{number:022}"
        attempt._state.adding = True
        attempt.save()
        pairs = [[slug, rng.randint(1, 5)] for slug in ("find-ideas", "weigh-ideas", *REST)]
        first.pk, first.attempt, first.answer_pairs = None, attempt, pairs
        first._state.adding = True
        first.save()


REST = {"keep-lists": 1, "tidy-files": 2}


def full_recomputation(before, after, sheets):
    """The share with another leader, and how often each leads: by scoring every sheet twice."""
    leaders = [
        (scoring.score(before, sheet).leader, scoring.score(after, sheet).leader)
        for sheet in sheets
    ]
    changed = sum(old != new for old, new in leaders) / len(leaders)
    return changed, [new for _old, new in leaders]


def test_draft_impact_of_results_is_that_of_scoring_each_of_them_twice():
    store(FEWEST + 150)
    before, after = make_catalog(), other_catalog()
    found = draft_impact(before, after)
    changed, leaders = full_recomputation(before, after, recent_sheets())

    assert (found.is_simulated, found.impact.sheets) == (False, FEWEST + 150)
    assert found.impact.changed_share == changed > 0
    assert found.impact.after == {
        role.slug: leaders.count(role.slug) / len(leaders) for role in after.roles
    }


def test_draft_impact_with_few_results_is_that_of_simulated_people():
    store(3)
    before, after = make_catalog(), other_catalog()
    found = draft_impact(before, after)
    sheets = list(mixed_sheets(before, after, SAMPLE, Random(1)))
    changed, _leaders = full_recomputation(before, after, sheets[:300])

    assert (found.is_simulated, found.impact.sheets) == (True, SAMPLE)
    assert changed == pytest.approx(found.impact.changed_share, abs=0.1)
    assert impact_words(found, RowNames([])).sentence.startswith("Simulated")


def test_draft_impact_is_worked_out_once_until_there_is_a_newer_result(
    django_assert_num_queries,
):
    store(FEWEST)
    before, after = make_catalog(), other_catalog()
    draft_impact(before, after)
    with django_assert_num_queries(1):
        draft_impact(before, after)
    Result.objects.order_by("finished_at").first().delete()
    with django_assert_num_queries(1):
        draft_impact(before, after)


def test_impact_words_name_roles_and_the_largest_moves_first():
    before, after = make_catalog(), other_catalog()
    found = draft_impact(before, after)
    words = impact_words(found, RowNames([]))
    moved = {pair: count for pair, count in found.impact.from_to.items() if pair[0] != pair[1]}

    assert [move.count for move in words.moves] == sorted(moved.values(), reverse=True)
    assert {share.role: bool(share.before) for share in words.shares}["poet"] is False
    assert words.is_grave is (found.impact.changed_share > 0.05)


def test_impact_of_five_thousand_real_sheets_takes_less_than_two_seconds():
    before = seed_catalog()
    after = replace(before, roles=before.roles[::-1])
    sheets = list(mixed_sheets(before, after, SAMPLE, Random(1)))
    start = time.process_time()
    lab.impact(before, after, sheets)

    assert time.process_time() - start < 2
