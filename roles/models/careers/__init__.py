"""The content of the pages about roles, edited row by row; readers see changes at once."""

from roles.models.careers.pages import (
    AnswerRow,
    Comparison,
    ComparisonPoint,
    ReaderQuestion,
    RolePage,
    RolePay,
    RolePoint,
)
from roles.models.careers.routes import CareersState, Step, Title, TitleChange
from roles.models.careers.sources import PayFigure, Source

__all__ = [
    "AnswerRow",
    "CareersState",
    "Comparison",
    "ComparisonPoint",
    "PayFigure",
    "ReaderQuestion",
    "RolePage",
    "RolePay",
    "RolePoint",
    "Source",
    "Step",
    "Title",
    "TitleChange",
]
