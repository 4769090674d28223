"""An outcome as a document of plain values, to be stored and handed out, and back again."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from roles.domain import explanation
from roles.domain.types import Answers, Catalog, DimensionScore, Match, Outcome


def dump(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON can hold it, to the last digit: `parse` gives an equal one back."""
    return asdict(outcome)


def parse(document: Mapping[str, Any]) -> Outcome:
    """The outcome that `dump` made this document of.

    Raises:
        KeyError, TypeError: when it is no document of `dump`.
    """
    return Outcome(
        matches=tuple(Match(**row) for row in document["matches"]),
        certainty=document["certainty"],
        scores=tuple(DimensionScore(**row) for row in document["scores"]),
        level=document["level"],
        level_remark=document["level_remark"],
    )


def handout(catalog: Catalog, answers: Answers, outcome: Outcome) -> dict[str, Any]:
    """Everything about a result for its owner to keep: statements and answers in words that need
    no catalog, the outcome, and the reasons for the leader against each other role.

    Numbers are unrounded: probabilities 0 to 1, points in natural logarithms of odds.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    questions = catalog.questions_by_slug
    reasons = [
        explanation.reasons(catalog, answers, outcome.leader, match.role)
        for match in outcome.matches[1:]
    ]
    return {
        "answers": [
            {
                "question": slug,
                "text": questions[slug].text,
                "dimension": questions[slug].dimension,
                "answer": answer,
            }
            for slug, answer in answers.items()
        ],
        "outcome": dump(outcome),
        "reasons": [asdict(reason) for reason in reasons],
    }
