"""Outcomes as documents: the same after a round trip, and complete for their owners."""

import json
from functools import partial

import pytest
from hypothesis import given

from roles.domain import outcomes, scoring
from roles.domain.errors import AnswerError
from roles.domain.types import DimensionScore, Match, Outcome
from tests.domain.strategies import extreme_settings, random_sheets, scored
from tests.factories import first_catalog, make_catalog, seed_catalog
from tests.worked_example.answers import ANSWERS

nearly = partial(pytest.approx, rel=0, abs=1e-9)
SHEET = {"find-ideas": 5, "keep-lists": None, "tidy-files": 2}
KINDS = [("ideas", "Ideas"), ("order", "Order")]


def through_json(document):
    return json.loads(json.dumps(document, allow_nan=False))


@given(scored(settings=extreme_settings()))
def test_law_outcome_comes_back_from_json_to_the_last_digit(case):
    outcome = scoring.score(*case)

    assert outcomes.parse(through_json(outcomes.dump(outcome))) == outcome


def test_law_outcome_of_the_real_content_comes_back_from_json():
    of = seed_catalog()
    found = [scoring.score(of, sheet) for sheet in random_sheets(of, 300, seed=4)]

    assert [outcomes.parse(through_json(outcomes.dump(outcome))) for outcome in found] == found


def test_dump_holds_plain_values_under_the_fields_names():
    outcome = Outcome(
        matches=(Match("keeper", 0.75), Match("thinker", 0.25)),
        certainty="clear",
        scores=(DimensionScore("ideas", 0, 1, 1, None, None),),
        level=-0.5,
        level_remark=None,
        named=("keeper",),
        is_noted=False,
        scale=1.25,
    )
    counts = {"answered": 0, "skipped": 1, "open": 1}
    assert through_json(outcomes.dump(outcome)) == {
        "matches": [
            {"role": "keeper", "probability": 0.75},
            {"role": "thinker", "probability": 0.25},
        ],
        "certainty": "clear",
        "scores": [{"dimension": "ideas", **counts, "mean": None, "pattern": None}],
        "level": -0.5,
        "level_remark": None,
        "named": ["keeper"],
        "is_noted": False,
        "scale": 1.25,
    }


@pytest.mark.parametrize(
    ("certainty", "named"),
    [("clear", 1), ("leaning", 1), ("close", 2), ("no_direction", 0)],
)
def test_parse_of_an_outcome_from_before_three_could_be_named_names_as_many_as_then(
    certainty, named
):
    document = outcomes.dump(scoring.score(make_catalog(), SHEET)) | {"certainty": certainty}
    for key in ("named", "is_noted", "scale"):
        del document[key]
    outcome = outcomes.parse(document)

    assert outcome.named == tuple(match.role for match in outcome.matches[:named])
    assert (outcome.is_noted, outcome.scale) == (False, 1.0)


@pytest.mark.parametrize("lost", ["matches", "certainty", "scores", "level", "level_remark"])
def test_parse_without_a_field_is_refused(lost):
    document = outcomes.dump(scoring.score(make_catalog(), SHEET))
    del document[lost]

    with pytest.raises(KeyError, match=lost):
        outcomes.parse(document)


def test_parse_of_a_row_with_a_strange_field_is_refused():
    document = outcomes.dump(scoring.score(make_catalog(), SHEET))
    document["matches"][0]["fit"] = 1

    with pytest.raises(TypeError, match="unexpected keyword argument 'fit'"):
        outcomes.parse(document)


def test_handout_tells_each_answer_in_words_in_the_order_shown():
    of = make_catalog()
    handout = outcomes.handout(of, SHEET, scoring.score(of, SHEET))

    assert handout["answers"] == [
        dict(zip(("question", "text", "dimension", "dimension_name", "answer"), row, strict=True))
        for row in (
            ("find-ideas", "Find ideas", "ideas", "Ideas", 5),
            ("keep-lists", "Keep lists", "order", "Order", None),
            ("tidy-files", "Tidy files", "order", "Order", 2),
        )
    ]


def test_handout_names_every_role_kind_of_work_and_statement_beside_its_slug():
    of = make_catalog()
    handout = through_json(outcomes.handout(of, SHEET, scoring.score(of, SHEET)))
    first, scores = handout["reasons"][0], handout["outcome"]["scores"]
    names = {role["role"]: role["name"] for role in handout["outcome"]["matches"]}

    assert names == {role.slug: role.name for role in of.roles}
    assert [(row["dimension"], row["name"]) for row in scores] == KINDS
    assert [(row["dimension"], row["name"]) for row in first["dimensions"]] == KINDS
    assert {row["dimension"]: row["points"] for row in first["dimensions"]} == first["by_dimension"]
    assert {row["question"]: row["points"] for row in first["answers"]} == first["by_answer"]
    assert [row["text"] for row in first["answers"]] == ["Find ideas", "Tidy files"]
    assert (first["leader_name"], first["rival_name"]) == (
        names[first["leader"]],
        names[first["rival"]],
    )


def test_handout_gives_the_reasons_of_the_worked_example():
    of = first_catalog()
    handout = through_json(outcomes.handout(of, ANSWERS, scoring.score(of, ANSWERS)))
    first = handout["reasons"][0]

    assert (first["leader"], first["rival"]) == ("product-owner", "product-manager")
    assert first["log_odds"] == nearly(1.6705501647597)
    assert first["by_dimension"]["delivery"] == nearly(1.851485990201)
    assert first["by_answer"]["break-into-steps"] == nearly(0.93114238469)
    assert [reasons["rival"] for reasons in handout["reasons"]] == [
        match["role"] for match in handout["outcome"]["matches"][1:]
    ]


@given(scored())
def test_law_handout_adds_up(case):
    of, answers = case
    outcome = scoring.score(of, answers)
    handout = through_json(outcomes.handout(of, answers, outcome))

    for row in (*handout["outcome"]["matches"], *handout["outcome"]["scores"]):
        del row["name"]  # which the outcome itself does not know
    assert outcomes.parse(handout["outcome"]) == outcome
    assert {row["question"]: row["answer"] for row in handout["answers"]} == answers
    assert len(handout["reasons"]) == len(of.roles) - 1
    for reasons in handout["reasons"]:
        for points in (reasons["by_dimension"], reasons["by_answer"]):
            assert sum(points.values()) + reasons["prior"] == nearly(reasons["log_odds"])


def test_handout_of_unknown_questions_is_refused_with_each_of_them():
    of = make_catalog()
    outcome = scoring.score(of, SHEET)
    with pytest.raises(AnswerError) as refusal:
        outcomes.handout(of, SHEET | {"fly": 3, "swim": 3}, outcome)

    assert [problem.value for problem in refusal.value.problems] == ["fly", "swim"]
