"""The content of the pages about roles: what it is made of, its documents, ways between jobs."""

from roles.domain.careers.age import is_outdated
from roles.domain.careers.content import (
    AnswerRow,
    Careers,
    Comparison,
    PayFigure,
    PayShown,
    Point,
    ReaderQuestion,
    RolePage,
    Source,
    Step,
    Title,
    comparison_slug,
)
from roles.domain.careers.diagram import Diagram, diagram
from roles.domain.careers.document import dump, parse
from roles.domain.careers.ways import ways

__all__ = [
    "AnswerRow",
    "Careers",
    "Comparison",
    "Diagram",
    "PayFigure",
    "PayShown",
    "Point",
    "ReaderQuestion",
    "RolePage",
    "Source",
    "Step",
    "Title",
    "comparison_slug",
    "diagram",
    "dump",
    "is_outdated",
    "parse",
    "ways",
]
