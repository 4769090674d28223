"""Honest sample content of the pages about roles: rows, and a whole document.

It is about the roles and dimensions of `factories.make_document`.
"""

from datetime import date
from typing import Any

from roles.content.careers import COMPARISON_POINTS, ROLE_POINTS
from roles.models import (
    AnswerRow,
    Comparison,
    ComparisonPoint,
    PayFigure,
    ReaderQuestion,
    RolePage,
    RolePay,
    RolePoint,
    Source,
    Step,
    Title,
    TitleChange,
)

NAMED = {"boxes": "Contracts", "ladder": "Senior", "week": "Monday"}


def make_source(**changes: Any) -> Source:
    """The source with that slug, made when there is none yet."""
    values = {"slug": "survey", "label": "Survey", "name": "Survey of all trades", "year": 2025}
    values |= changes
    return Source.objects.get_or_create(slug=values.pop("slug"), defaults=values)[0]


def make_pay_figure(**changes: Any) -> PayFigure:
    values = {
        "slug": "thinkers-us",
        "group": "Thinkers",
        "country": "United States",
        "as_of": date(2026, 5, 1),
        "counted": "employees",
        "low": 40_000,
        "middle": 60_000,
        "high": 90_000,
    }
    return _made(PayFigure, values, changes)


def make_role_page(slug: str = "thinker", *, points: bool = True, **changes: Any) -> RolePage:
    """A page with one point of each kind, unless told otherwise, and no pay."""
    values = {
        "slug": slug,
        "description": f"What a {slug} does all day, earns and likes.",
        "checked": date(2026, 11, 24),
        "pay_note": "Pay differs from place to place.",
    }
    page = RolePage.objects.create(**values | changes)
    for kind in ROLE_POINTS if points else ():
        make_role_point(page, kind)
    return page


def make_role_point(page: RolePage, kind: str, **changes: Any) -> RolePoint:
    other = "keeper" if page.slug != "keeper" else "thinker"
    label = {**NAMED, "confused": other}.get(kind, "")
    values = {"page": page, "kind": kind, "text": f"About {kind}", "label": label, "position": 1}
    return _made(RolePoint, values, changes)


def make_role_pay(page: RolePage, figure: PayFigure, **changes: Any) -> RolePay:
    values = {"page": page, "figure": figure, "note": "Bonuses are left out.", "position": 1}
    return RolePay.objects.create(**values | changes)


def make_comparison(*roles: str, **changes: Any) -> Comparison:
    """A comparison of thinker and keeper, or of other roles, with something said of each side."""
    roles = roles or ("thinker", "keeper")
    values = dict(zip(("first", "second", "third"), roles, strict=False))
    values |= {"description": "How the two differ.", "answer": "One thinks, one keeps."}
    comparison = _made(Comparison, values, changes)
    for position, role in enumerate(comparison.roles, start=1):
        make_comparison_point(comparison, "choose", label=role, position=position)
    for kind in ("same", "different"):
        make_comparison_point(comparison, kind)
    return comparison


def make_comparison_point(comparison: Comparison, kind: str, **changes: Any) -> ComparisonPoint:
    values = {"comparison": comparison, "kind": kind, "text": f"About {kind}", "position": 1}
    return _made(ComparisonPoint, values, changes)


def make_reader_question(
    slug: str = "how-long", *, rows: tuple[tuple[str, str], ...] = (), **changes: Any
) -> ReaderQuestion:
    """A question about the quiz; `rows` are label and text of its small table."""
    values = {
        "slug": slug,
        "topic": "quiz",
        "question": "How long does it take?",
        "answer": "It asks {fewest} to {most} statements.",
    }
    question = _made(ReaderQuestion, values, changes)
    for position, (label, text) in enumerate(rows, start=1):
        AnswerRow.objects.create(question=question, label=label, text=text, position=position)
    return question


def make_title(slug: str = "dreamer", **changes: Any) -> Title:
    """A title with what changes in each of the two dimensions."""
    title = Title.objects.create(**{"slug": slug, "name": slug.capitalize()} | changes)
    for position, dimension in enumerate(("ideas", "order"), start=1):
        make_title_change(title, dimension, position=position)
    return title


def make_title_change(title: Title, dimension: str, **changes: Any) -> TitleChange:
    values = {"title": title, "dimension": dimension, "text": f"More {dimension}"}
    return TitleChange.objects.create(**values | changes)


def make_step(**changes: Any) -> Step:
    values = {"start": "dreamer", "goal": "thinker", "text": "Write down what you think"}
    return _made(Step, values, changes)


def _made(model: Any, values: dict[str, Any], changes: dict[str, Any]) -> Any:
    """A row with a source, which is made unless one is given."""
    if "source" not in changes:
        changes = {"source": make_source(), **changes}
    return model.objects.create(**values | changes)


# --- a document


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
