"""What is stored, by room. Import models from here."""

from roles.models.careers import (
    AnswerRow,
    CareersState,
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
from roles.models.catalog import (
    CatalogVersion,
    Dimension,
    ProfileTarget,
    Question,
    RoleProfile,
    ScoringSettings,
)
from roles.models.quiz import Attempt, EndedToken
from roles.models.results import Result, ShareLink

__all__ = [
    "AnswerRow",
    "Attempt",
    "CareersState",
    "CatalogVersion",
    "Comparison",
    "ComparisonPoint",
    "Dimension",
    "EndedToken",
    "PayFigure",
    "ProfileTarget",
    "Question",
    "ReaderQuestion",
    "Result",
    "RolePage",
    "RolePay",
    "RolePoint",
    "RoleProfile",
    "ScoringSettings",
    "ShareLink",
    "Source",
    "Step",
    "Title",
    "TitleChange",
]
