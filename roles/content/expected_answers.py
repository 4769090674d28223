"""The table of expected answers that may lie beside a catalog file: see `domain.item_world`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictFloat

from roles.content.documents import validated
from roles.content.files import SEED, read, with_lines
from roles.content.values import ContentFormat, Part, Scope
from roles.domain.errors import CatalogError, Problem
from roles.domain.item_world import ExpectedAnswers
from roles.domain.sheets import HIGHEST, LOWEST
from roles.domain.types import Catalog

FILE_NAME = "expected_answers.yaml"
EXPECTED_SEED = SEED.with_name(FILE_NAME)

ExpectedAnswer = Annotated[StrictFloat, Field(ge=LOWEST, le=HIGHEST)]


class ExpectedDocument(Part):
    """What people in each job answer to each statement on average."""

    format: ContentFormat
    answers: dict[str, dict[str, ExpectedAnswer]]  # a question's slug -> role's slug -> answer


def read_expected(text: str, catalog: Catalog) -> ExpectedAnswers:
    """The table in a YAML text. Statements that are no longer asked may be left out.

    Raises:
        CatalogError: with every problem, each with its line: unknown statements and roles, answers
            outside 1 to 5, cells that are missing.
    """
    document = read(text)
    try:
        found = validated(ExpectedDocument, document.content, Scope(), ())
        if problems := tuple(_problems(found.answers, catalog)):
            raise CatalogError(problems)
    except CatalogError as error:
        raise with_lines(error, document) from None
    return found.answers


def expected_beside(path: Path, catalog: Catalog) -> ExpectedAnswers | None:
    """The table that lies beside a content file; None when there is none.

    Raises:
        CatalogError: as `read_expected`.
    """
    file = path.with_name(FILE_NAME)
    return read_expected(file.read_text(encoding="utf-8"), catalog) if file.is_file() else None


def _problems(answers: ExpectedAnswers, catalog: Catalog) -> Iterator[Problem]:
    roles = [role.slug for role in catalog.roles]
    for slug, row in answers.items():
        where = f"answers.{slug}"
        if slug not in catalog.questions_by_slug:
            yield Problem(("answers", slug), where, slug, "a statement of the catalog")
        for role in row:
            if role not in roles:
                path, allowed = ("answers", slug, role), f"one of {', '.join(roles)}"
                yield Problem(path, f"{where}.{role}", role, allowed)
    for question in catalog.active_questions:
        row = answers.get(question.slug, {})
        for role in roles:
            if role not in row:
                path = ("answers", question.slug, role)
                allowed = f"an answer from {LOWEST} to {HIGHEST}"
                yield Problem(path, ".".join(path), None, allowed)
