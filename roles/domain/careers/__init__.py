"""The content of the pages about roles: what it is made of, its documents, ways between jobs."""

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
from roles.domain.careers.document import dump, parse

__all__ = [
    "AnswerRow",
    "Careers",
    "Comparison",
    "PayFigure",
    "PayShown",
    "Point",
    "ReaderQuestion",
    "RolePage",
    "Source",
    "Step",
    "Title",
    "comparison_slug",
    "dump",
    "parse",
]
