"""The catalog: the draft that admins edit, and its settings."""

from roles.models.catalog.draft import Dimension, ProfileTarget, Question, RoleProfile
from roles.models.catalog.settings import ScoringSettings

__all__ = [
    "Dimension",
    "ProfileTarget",
    "Question",
    "RoleProfile",
    "ScoringSettings",
]
