"""The catalog: the draft that admins edit, and its settings."""

from roles.models.catalog.draft import (
    Area,
    Day,
    Dimension,
    ProfileTarget,
    Question,
    RoleProfile,
)
from roles.models.catalog.settings import ScoringSettings

__all__ = [
    "Area",
    "Day",
    "Dimension",
    "ProfileTarget",
    "Question",
    "RoleProfile",
    "ScoringSettings",
]
