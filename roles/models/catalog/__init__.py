"""The catalog: the draft that admins edit, its settings, and the frozen versions."""

from roles.models.catalog.draft import Dimension, ProfileTarget, Question, RoleProfile
from roles.models.catalog.settings import ScoringSettings
from roles.models.catalog.version import CatalogVersion

__all__ = [
    "CatalogVersion",
    "Dimension",
    "ProfileTarget",
    "Question",
    "RoleProfile",
    "ScoringSettings",
]
