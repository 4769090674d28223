"""The content of the pages about roles, as its rows hold it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from roles import documents, models
from roles.domain import careers
from roles.domain.careers import Careers, format
from roles.domain.careers.content import COMPARISON_POINTS, ROLE_POINTS
from roles.domain.careers.format import Form
from roles.domain.errors import CatalogError, Problem
from roles.selectors.catalog import draft_document


def stored_careers() -> Careers:
    """All of it, sound or not. Twelve queries."""
    return _Rows().content()


def has_careers() -> bool:
    """Whether any content has been loaded or entered yet. Three queries at most."""
    tables = (models.RolePage, models.ReaderQuestion, models.Source)
    return any(table.objects.exists() for table in tables)


def careers_problems(content: Careers) -> tuple[Problem, ...]:
    """What `load_careers` would refuse in this content beside today's draft. Five queries."""
    try:
        parse_beside_draft(careers.dump(content))
    except CatalogError as error:
        return error.problems
    return ()


def parse_beside_draft(document: Any) -> Careers:  # noqa: ANN401  # as read from a file
    """The content that a document describes; it may name the roles and dimensions of the draft.

    Raises:
        CatalogError: with every problem, see `careers.parse`.
    """
    draft = draft_document()
    roles, dimensions = ([row["slug"] for row in draft[key]] for key in ("roles", "dimensions"))
    return careers.parse(document, roles, dimensions)


def careers_yaml(content: Careers) -> str:
    """Content as a file, which `load_careers` reads back."""
    return documents.write(careers.dump(content))


class _Rows:
    """Turns rows into what the domain has, with sources and figures known by their slugs."""

    def __init__(self) -> None:
        self.source_rows = list(models.Source.objects.all())
        self.pay_rows = list(models.PayFigure.objects.all())
        self.sources = {row.pk: row.slug for row in self.source_rows}
        self.figures = {row.pk: row.slug for row in self.pay_rows}

    def content(self) -> Careers:
        return Careers(
            sources=self.section(self.source_rows, format.SOURCE_FORM),
            pay=self.section(self.pay_rows, format.PAY_FORM),
            roles=self.roles(),
            comparisons=self.comparisons(),
            reader_questions=self.reader_questions(),
            titles=self.titles(),
            routes=self.section(models.Step.objects.all(), format.STEP_FORM),
        )

    def made(self, row: Any, form: Form, **changes: object) -> Any:  # noqa: ANN401  # rows and dataclasses of any kind
        if "source" in form.keys:  # by its key: the row itself would cost a query each
            changes["source"] = self.sources[row.source_id]
        values = {key: getattr(row, key) for key in form.keys if key not in changes}
        return form.make(**values, **changes)

    def section(self, rows: Iterable[Model], form: Form) -> tuple[Any, ...]:
        return tuple(self.made(row, form) for row in rows)

    def points(
        self, rows: Iterable[Any], kinds: Sequence[str]
    ) -> dict[str, tuple[careers.Point, ...]]:
        found = defaultdict(list)
        for row in rows:
            span = getattr(row, "span", "")
            found[row.kind].append(self.made(row, format.POINT_FORM, span=span))
        return {kind: tuple(found[kind]) for kind in kinds}

    def roles(self) -> tuple[careers.RolePage, ...]:
        return tuple(
            careers.RolePage(
                slug=row.slug,
                description=row.description,
                checked=row.checked,
                points=self.points(row.points.all(), ROLE_POINTS),
                pay_note=row.pay_note,
                pay=tuple(
                    careers.PayShown(self.figures[shown.figure_id], shown.note)
                    for shown in row.pay.all()
                ),
            )
            for row in models.RolePage.objects.prefetch_related("points", "pay")
        )

    def comparisons(self) -> tuple[careers.Comparison, ...]:
        return tuple(
            careers.Comparison(
                roles=row.roles,
                description=row.description,
                answer=row.answer,
                source=self.sources[row.source_id],
                points=self.points(row.points.all(), COMPARISON_POINTS),
            )
            for row in models.Comparison.objects.prefetch_related("points")
        )

    def reader_questions(self) -> tuple[careers.ReaderQuestion, ...]:
        return tuple(
            self.made(
                row,
                format.READER_QUESTION_FORM,
                rows=tuple(careers.AnswerRow(each.label, each.text) for each in row.rows.all()),
            )
            for row in models.ReaderQuestion.objects.prefetch_related("rows")
        )

    def titles(self) -> tuple[careers.Title, ...]:
        return tuple(
            self.made(
                row,
                format.TITLE_FORM,
                pay=self.figures[row.pay_id] if row.pay_id else "",
                changes={change.dimension: change.text for change in row.changes.all()},
            )
            for row in models.Title.objects.prefetch_related("changes")
        )
