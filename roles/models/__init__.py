"""What is stored, by room. Import models from here."""

from roles.models.catalog import (
    CatalogVersion,
    Dimension,
    ProfileTarget,
    Question,
    RoleProfile,
    ScoringSettings,
)

__all__ = [
    "CatalogVersion",
    "Dimension",
    "ProfileTarget",
    "Question",
    "RoleProfile",
    "ScoringSettings",
]
