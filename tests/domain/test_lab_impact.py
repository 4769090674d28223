"""What a change of catalog does to sheets, against scoring each of them twice in full."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.content import catalog as catalog_format
from roles.domain import lab, scoring
from roles.domain.errors import AnswerError
from roles.domain.types import Impact
from tests.domain.strategies import catalogs, random_sheets
from tests.factories import first_catalog, make_catalog, make_document, make_question, make_role

THINKER, KEEPER = (
    {"find-ideas": 5, "weigh-ideas": 5, "keep-lists": 1, "tidy-files": 1},
    {"find-ideas": 1, "weigh-ideas": 1, "keep-lists": 5, "tidy-files": 5},
)


def without_role(document):
    del document["roles"][3]


def without_question(document):
    del document["questions"][7]


def with_retired_questions(document):
    for row in document["questions"][::5]:
        row["active"] = False


def with_other_targets(document):
    document["roles"][4]["targets"]["delivery"] = 80


def with_other_baselines_and_a_reversed_question(document):
    for place, row in enumerate(document["questions"]):
        row["baseline"] = 2.6 + place / 23
    document["questions"][3]["reversed"] = True


def with_other_settings(document):
    document["settings"] |= {"contrast": 2, "own_variance": 0.05, "temperature": 3}


def with_another_order_and_a_new_role(document):
    document["roles"].reverse()
    targets = {"strategy": 20, "delivery": 30, "markets": 90, "coordination": 35}
    document["roles"].insert(2, make_role("researcher", **targets))


def recomputed(before, after, sheets):
    """The leaders of each sheet by full scoring; nothing for one that cannot be compared."""
    for answers in sheets:
        sides = []
        for of in (before, after):
            kept = {row.slug: answers[row.slug] for row in of.questions if row.slug in answers}
            retired = {row.slug for row in of.questions if not row.active}
            sides.append({slug: kept[slug] for slug in kept if slug not in retired})
        if all(set(side.values()) - {None} for side in sides):
            old, new = sides
            yield scoring.score(before, old).leader, scoring.score(after, new).leader


def assert_is_full_recomputation(before, after, sheets):
    found = lab.impact(before, after, sheets)
    pairs = list(recomputed(before, after, sheets))
    old, new = Counter(old for old, _new in pairs), Counter(new for _old, new in pairs)
    total = max(len(pairs), 1)

    assert found == Impact(
        sheets=len(pairs),
        skipped=len(sheets) - len(pairs),
        changed=sum(one != two for one, two in pairs),
        from_to=Counter(pairs),
        before={role.slug: old[role.slug] / total for role in before.roles},
        after={role.slug: new[role.slug] / total for role in after.roles},
    )
    assert sum(found.from_to.values()) == found.sheets
    return found


@pytest.mark.parametrize(
    ("change", "changes_leaders"),
    [
        (without_role, True),
        (without_question, True),
        (with_retired_questions, True),
        (with_other_targets, True),
        (with_other_baselines_and_a_reversed_question, True),
        (with_other_settings, True),
        (with_another_order_and_a_new_role, True),
        (lambda _document: None, False),
    ],
)
def test_impact_is_that_of_scoring_every_sheet_twice(change, changes_leaders):
    document = catalog_format.dump(first_catalog())
    change(document)
    sheets = list(random_sheets(first_catalog(), 400, seed=6))
    there = assert_is_full_recomputation(first_catalog(), catalog_format.parse(document), sheets)
    back = assert_is_full_recomputation(catalog_format.parse(document), first_catalog(), sheets)

    assert (there.changed > 0) is changes_leaders
    assert there.sheets == back.sheets > 380
    assert there.from_to == {(old, new): n for (new, old), n in back.from_to.items()}


@given(st.data(), catalogs(), catalogs())
def test_impact_between_any_two_catalogs_is_that_of_full_scoring(data, before, after):
    seed = data.draw(st.integers(0, 99))
    sheets = [*random_sheets(before, 5, seed), *random_sheets(after, 5, seed)]
    assert_is_full_recomputation(before, after, sheets)


def test_impact_counts_from_and_to_in_the_catalogs_order():
    document = make_document()
    document["roles"] = [document["roles"][1], make_role("dreamer", ideas=95, order=10)]
    sheets = [KEEPER, THINKER, KEEPER, THINKER, THINKER]
    found = lab.impact(make_catalog(), catalog_format.parse(document), iter(sheets))

    assert found == Impact(
        sheets=5,
        skipped=0,
        changed=3,
        from_to={("thinker", "dreamer"): 3, ("keeper", "keeper"): 2},
        before={"thinker": 0.6, "keeper": 0.4, "mixer": 0.0},
        after={"keeper": 0.4, "dreamer": 0.6},
    )
    assert list(found.from_to) == [("thinker", "dreamer"), ("keeper", "keeper")]
    assert found.changed_share == 0.6


def test_impact_of_a_removed_role_moves_its_people_to_others():
    document = make_document()
    del document["roles"][0]
    found = lab.impact(make_catalog(), catalog_format.parse(document), [THINKER, KEEPER])

    assert found.from_to == {("thinker", "mixer"): 1, ("keeper", "keeper"): 1}
    assert found.after == {"keeper": 0.5, "mixer": 0.5}


def test_impact_scores_each_side_by_what_it_asks():
    """The removed question decided: without it the sheet leans the other way."""
    document = make_document()
    del document["questions"][0]
    sheet = {"find-ideas": 5, "weigh-ideas": 2, "keep-lists": 3}
    found = lab.impact(make_catalog(), catalog_format.parse(document), [sheet])

    assert found.from_to == {("thinker", "keeper"): 1}


def test_impact_skips_sheets_without_an_answer_left_on_either_side():
    document = make_document()
    document["questions"][0]["active"] = False
    before, after = make_catalog(), catalog_format.parse(document)
    lost = [{"find-ideas": 5}, {"find-ideas": 5, "keep-lists": None}, {}, {"unheard-of": 4}]
    there, back = lab.impact(before, after, [*lost, KEEPER]), lab.impact(after, before, lost)

    assert (there.sheets, there.skipped, there.from_to) == (1, 4, {("keeper", "keeper"): 1})
    assert (back.sheets, back.skipped, back.from_to) == (0, 4, {})


def test_impact_with_all_questions_replaced_compares_nothing():
    questions = [make_question("new-ideas", "ideas"), make_question("new-order", "order")]
    nothing = dict.fromkeys(("thinker", "keeper", "mixer"), 0.0)
    after = make_catalog(questions=questions)
    found = lab.impact(make_catalog(), after, [THINKER, KEEPER])

    assert found == Impact(0, 2, 0, {}, nothing, nothing)
    assert found.changed_share == 0.0
    assert lab.impact(make_catalog(), after, []) == Impact(0, 0, 0, {}, nothing, nothing)
    replay = lab.check(after, [THINKER], make_catalog())[-1]
    assert (replay.code, replay.figure, replay.verdict) == ("replay", 0, "pass")


def test_impact_of_a_bad_answer_is_refused_unless_nobody_asks_for_it():
    of = make_catalog()
    with pytest.raises(AnswerError):
        lab.impact(of, of, [THINKER, {"find-ideas": 6}])
    with pytest.raises(AnswerError):
        lab.impact(of, of, [{"find-ideas": 0}])

    assert lab.impact(of, of, [THINKER | {"unheard-of": "5"}]).sheets == 1


def test_asked_keeps_what_the_catalog_asks_in_the_order_shown():
    first, *others = make_catalog().questions
    of = replace(make_catalog(), questions=(replace(first, active=False), *others))
    sheet = {"tidy-files": 2, "find-ideas": 5, "unheard-of": 1, "weigh-ideas": None}

    assert list(lab.asked(of, sheet).items()) == [("tidy-files", 2), ("weigh-ideas", None)]
    assert lab.asked(of, {}) == {}
