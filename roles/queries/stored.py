"""The content of the pages about roles, as its rows hold it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, Prefetch

from roles import models
from roles.content import careers, files, format
from roles.content import document as documents
from roles.content.careers import COMPARISON_POINTS, ROLE_POINTS, Careers
from roles.content.format import Form
from roles.domain.errors import CatalogError, Problem
from roles.queries.catalog import draft_document


def stored_careers() -> Careers:
    """All of it, sound or not. Twelve queries."""
    steps, figures = models.Step.objects, models.PayFigure.objects
    return Careers(
        roles=tuple(_roles()),
        comparisons=tuple(_comparisons()),
        reader_questions=tuple(_reader_questions()),
        titles=tuple(_titles()),
        routes=_section(steps.select_related("source"), format.STEP_FORM),
        # What others name is read last: what they name is there, whatever is added meanwhile.
        pay=_section(figures.select_related("source"), format.PAY_FORM),
        sources=_section(models.Source.objects.all(), format.SOURCE_FORM),
    )


def has_careers() -> bool:
    """Whether any content has been loaded or entered yet. Three queries at most."""
    tables = (models.RolePage, models.ReaderQuestion, models.Source)
    return any(table.objects.exists() for table in tables)


def careers_problems(content: Careers) -> tuple[Problem, ...]:
    """What `load_careers` would refuse in this content beside today's draft. Five queries."""
    try:
        parse_beside_draft(documents.dump(content))
    except CatalogError as error:
        return error.problems
    return ()


def parse_beside_draft(document: Any) -> Careers:  # noqa: ANN401  # as read from a file
    """The content that a document describes; it may name the roles and dimensions of the draft.

    Raises:
        CatalogError: with every problem, see `documents.parse`.
    """
    draft = draft_document()
    roles, dimensions = ([row["slug"] for row in draft[key]] for key in ("roles", "dimensions"))
    return documents.parse(document, roles, dimensions)


def careers_yaml(content: Careers) -> str:
    """Content as a file, which `load_careers` reads back."""
    return files.write(documents.dump(content))


def _made(row: Any, form: Form, **changes: object) -> Any:  # noqa: ANN401  # rows and dataclasses of any kind
    """A row as the domain has it: its source, which came with it, by its slug."""
    if "source" in form.keys:
        changes["source"] = row.source.slug
    values = {key: getattr(row, key) for key in form.keys if key not in changes}
    return form.make(**values, **changes)


def _section(rows: Iterable[Model], form: Form) -> tuple[Any, ...]:
    return tuple(_made(row, form) for row in rows)


def _points(rows: Iterable[Any], kinds: Sequence[str]) -> dict[str, tuple[careers.Point, ...]]:
    found = defaultdict(list)
    for row in rows:
        span = getattr(row, "span", "")
        found[row.kind].append(_made(row, format.POINT_FORM, span=span))
    return {kind: tuple(found[kind]) for kind in kinds}


def _roles() -> Iterator[careers.RolePage]:
    points = Prefetch("points", models.RolePoint.objects.select_related("source"))
    pay = Prefetch("pay", models.RolePay.objects.select_related("figure"))
    for row in models.RolePage.objects.prefetch_related(points, pay):
        yield careers.RolePage(
            slug=row.slug,
            description=row.description,
            checked=row.checked,
            points=_points(row.points.all(), ROLE_POINTS),
            pay_note=row.pay_note,
            pay=tuple(careers.PayShown(each.figure.slug, each.note) for each in row.pay.all()),
        )


def _comparisons() -> Iterator[careers.Comparison]:
    points = Prefetch("points", models.ComparisonPoint.objects.select_related("source"))
    for row in models.Comparison.objects.select_related("source").prefetch_related(points):
        yield careers.Comparison(
            roles=row.roles,
            description=row.description,
            answer=row.answer,
            source=row.source.slug,
            points=_points(row.points.all(), COMPARISON_POINTS),
        )


def _reader_questions() -> Iterator[careers.ReaderQuestion]:
    for row in models.ReaderQuestion.objects.select_related("source").prefetch_related("rows"):
        rows = tuple(careers.AnswerRow(each.label, each.text) for each in row.rows.all())
        yield _made(row, format.READER_QUESTION_FORM, rows=rows)


def _titles() -> Iterator[careers.Title]:
    for row in models.Title.objects.select_related("pay").prefetch_related("changes"):
        yield _made(
            row,
            format.TITLE_FORM,
            pay=row.pay.slug if row.pay else "",
            changes={change.dimension: change.text for change in row.changes.all()},
        )
