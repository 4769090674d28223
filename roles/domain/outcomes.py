"""An outcome as a document of plain values, to be stored and handed out, and back again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from roles.domain import explanation, scoring
from roles.domain.rounding import whole_numbers
from roles.domain.types import (
    Answers,
    Catalog,
    Certainty,
    DayChoice,
    DayPair,
    DimensionScore,
    Match,
    Outcome,
    Reasons,
)


def dump(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON can hold it, to the last digit: `parse` gives an equal one back."""
    return asdict(outcome)


def parse(document: Mapping[str, Any]) -> Outcome:
    """The outcome that `dump` made this document of.

    Raises:
        KeyError, TypeError: when it is no document of `dump`.
    """
    matches = tuple(Match(**row) for row in document["matches"])
    certainty = document["certainty"]
    return Outcome(
        matches=matches,
        certainty=certainty,
        scores=tuple(DimensionScore(**row) for row in document["scores"]),
        level=document["level"],
        level_remark=document["level_remark"],
        # Results from before a close one could name three hold none of what follows.
        named=tuple(document.get("named", _named_before(matches, certainty))),
        is_noted=document.get("is_noted", False),
        scale=document.get("scale", 1.0),
    )


def _named_before(matches: Sequence[Match], certainty: Certainty) -> list[str]:
    count = {"no_direction": 0, "close": 2}.get(certainty, 1)
    return [match.role for match in matches[:count]]


def dump_choices(choices: Iterable[DayChoice]) -> list[list[str | None]]:
    """Choices between days as JSON can hold them: left, right, chosen."""
    return [[choice.pair.left, choice.pair.right, choice.chosen] for choice in choices]


def parse_choices(rows: Iterable[Sequence[Any]]) -> tuple[DayChoice, ...]:
    """The choices that `dump_choices` made these rows of."""
    return tuple(DayChoice(DayPair(left, right), chosen) for left, right, chosen in rows)


def in_100(outcome: Outcome) -> list[int]:
    """In how many of 100 fresh sets of questions each role comes first, in the order of the
    matches: whole numbers that add up to 100."""
    return whole_numbers([100 * match.probability for match in outcome.matches], 100)


def is_alike(answers: Answers) -> bool:
    """Whether all answers are the same; skipped questions do not count."""
    return len({answer for answer in answers.values() if answer is not None}) < 2


def has_order(outcome: Outcome, answers: Answers) -> bool:
    """Whether the order of the roles says anything, given the answers of the outcome."""
    first, last = outcome.matches[0], outcome.matches[-1]
    return not is_alike(answers) and first.probability - last.probability > scoring.NEARLY


def handout(
    catalog: Catalog, answers: Answers, outcome: Outcome, choices: Sequence[DayChoice] = ()
) -> dict[str, Any]:
    """Everything about a result for its owner to keep: the answers, the days chosen, the outcome,
    and the reasons for the leader against each other role. Whatever has a slug has its name or text
    beside it, so that nobody needs the catalog to read it.

    Numbers are unrounded: probabilities 0 to 1, points in natural logarithms of odds.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    kinds = {dimension.slug: dimension.name for dimension in catalog.dimensions}
    reasons = [
        explanation.reasons(catalog, answers, outcome.leader, match.role, choices)
        for match in outcome.matches[1:]
    ]
    document = dump(outcome)
    for match in document["matches"]:
        match["name"] = catalog.roles_by_slug[match["role"]].name
    document["named_names"] = [catalog.roles_by_slug[slug].name for slug in outcome.named]
    for score in document["scores"]:
        score["name"] = kinds[score["dimension"]]
    return {
        "answers": _named_answers(catalog, kinds, answers),
        "days": [
            {
                "left": _named_day(catalog, choice.pair.left),
                "right": _named_day(catalog, choice.pair.right),
                "chosen": choice.chosen,
                "chosen_text": _day_text(catalog, choice.chosen),
            }
            for choice in choices
        ],
        "outcome": document,
        "reasons": [_named_reasons(catalog, kinds, reason) for reason in reasons],
    }


def _named_answers(
    catalog: Catalog, kinds: Mapping[str, str], answers: Answers
) -> list[dict[str, Any]]:
    questions = catalog.questions_by_slug
    return [
        {
            "question": slug,
            "text": questions[slug].text,
            "dimension": questions[slug].dimension,
            "dimension_name": kinds[questions[slug].dimension],
            "answer": answer,
        }
        for slug, answer in answers.items()
    ]


def _named_day(catalog: Catalog, slug: str) -> dict[str, str]:
    role, text = catalog.roles_by_day[slug], _day_text(catalog, slug)
    return {"day": slug, "text": text, "role": role.slug, "role_name": role.name}


def _day_text(catalog: Catalog, slug: str | None) -> str:
    """Of a pair that was skipped, nothing."""
    texts = {day.slug: day.text for role in catalog.roles for day in role.days}
    return "" if slug is None else texts[slug]


def _named_reasons(catalog: Catalog, kinds: Mapping[str, str], reasons: Reasons) -> dict[str, Any]:
    texts = {question.slug: question.text for question in catalog.questions}
    return asdict(reasons) | {
        "leader_name": catalog.roles_by_slug[reasons.leader].name,
        "rival_name": catalog.roles_by_slug[reasons.rival].name,
        "dimensions": [
            {"dimension": slug, "name": kinds[slug], "points": points}
            for slug, points in reasons.by_dimension.items()
        ],
        "answers": [
            {"question": slug, "text": texts[slug], "points": points}
            for slug, points in reasons.by_answer.items()
        ],
    }
