"""What is stored, by room. Import models from here."""

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
    "Attempt",
    "CatalogVersion",
    "Dimension",
    "EndedToken",
    "ProfileTarget",
    "Question",
    "Result",
    "RoleProfile",
    "ScoringSettings",
    "ShareLink",
]
