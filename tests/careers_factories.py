"""Honest sample content of the pages about roles: documents, and their rows.

It is about the roles and dimensions of `factories.make_document`.
"""

from typing import Any

NAMED = {"boxes": "Contracts", "ladder": "Senior", "week": "Monday"}
ROLE_POINTS = (
    *("does", "good", "people", "boxes", "ladder", "outlook", "ai", "suits", "unsuited"),
    *("leaving", "confused", "first_steps", "trials", "qualifications", "titles", "week"),
)
OPTIONAL_POINTS = ("boxes", "outlook", "ai", "first_steps")
COMPARISON_POINTS = ("choose", "same", "different")


def make_careers_document(**changes: Any) -> dict[str, Any]:
    """A small valid document: one row of each kind, every section of pages filled once."""
    document = {
        "format": 1,
        "sources": [make_source_row()],
        "pay": [make_pay_row()],
        "roles": [make_page_row("thinker", other="keeper")],
        "comparisons": [make_comparison_row("thinker", "keeper")],
        "reader_questions": [make_question_row(rows=[{"label": "At work", "text": "Ten minutes"}])],
        "titles": [
            {
                "slug": "dreamer",
                "name": "Dreamer",
                "pay": "thinkers-us",
                "note": "Pay differs a lot",
                "changes": {"ideas": "More ideas", "order": "More order"},
            }
        ],
        "routes": [
            {
                "start": "dreamer",
                "goal": "thinker",
                "text": "Write down what you think",
                "shift": "You write more.",
                "is_long": True,
                "source": "survey",
            }
        ],
    }
    return document | changes


def make_source_row(**changes: Any) -> dict[str, Any]:
    row = {
        "slug": "survey",
        "label": "Survey",
        "name": "Survey of all trades",
        "kind": "published",
        "year": 2025,
        "note": "As printed.",
        "url": "https://example.org/survey/",
    }
    return row | changes


def make_pay_row(**changes: Any) -> dict[str, Any]:
    row = {
        "slug": "thinkers-us",
        "group": "Thinkers",
        "code": "11-1000",
        "country": "United States",
        "currency": "USD",
        "source": "survey",
        "as_of": "2026-05",
        "counted": "employees",
        "low": 40_000,
        "middle": 60_000,
        "high": 90_000,
        "has_quartiles": True,
        "is_capped": True,
        "average": True,
    }
    return row | changes


def make_page_row(slug: str, other: str, **changes: Any) -> dict[str, Any]:
    """A role's page with one point of each kind; it is often confused with `other`."""
    row = {
        "slug": slug,
        "description": f"What a {slug} does all day, earns and likes.",
        "checked": "2026-11-24",
        "decides": "What to think about next.",
        "pay_line": "Half earn less than $60,000.",
        "comes_from": [other],
        "pay_note": "Pay differs from place to place.",
        "pay": [{"figure": "thinkers-us", "note": "Bonuses are left out."}],
    }
    for kind in ROLE_POINTS:
        row[kind] = [make_point_row(kind, **_label({**NAMED, "confused": other}.get(kind, "")))]
    row["ladder"][0]["span"] = "2 to 5 years"
    return row | changes


def make_comparison_row(*roles: str, **changes: Any) -> dict[str, Any]:
    row = {
        "roles": list(roles),
        "description": "How the two differ.",
        "answer": "One thinks, one keeps.",
        "source": "survey",
    }
    for kind in COMPARISON_POINTS:
        row[kind] = [make_point_row(kind)]
    row["choose"] = [make_point_row("choose", label=role) for role in roles]
    return row | changes


def make_question_row(**changes: Any) -> dict[str, Any]:
    row = {
        "slug": "how-long",
        "topic": "quiz",
        "question": "How long does it take?",
        "answer": "It asks {fewest} to {most} statements.",
        "source": "survey",
        "link": "/quiz/",
        "link_text": "Take the quiz",
    }
    return row | changes


def make_point_row(kind: str, **changes: Any) -> dict[str, Any]:
    return {"text": f"About {kind}", "source": "survey"} | changes


def _label(label: str) -> dict[str, str]:
    return {"label": label} if label else {}
