"""What is stored, by room. Import models from here."""

from roles.models.catalog import (
    Area,
    Day,
    Dimension,
    ProfileTarget,
    Question,
    RoleProfile,
    ScoringSettings,
)
from roles.models.content import (
    CONTENT_ROWS,
    Comparison,
    ContentRow,
    PayFigure,
    ReaderQuestion,
    RolePage,
    Source,
    Step,
    Title,
)
from roles.models.experiments import Experiment
from roles.models.jobs import JobRun
from roles.models.quiz import Attempt, EndedToken
from roles.models.results import FitAnswer, Result, ShareLink
from roles.models.scheduling import ScheduledPublication
from roles.models.site import SiteTexts
from roles.models.statistics import CountedDay, DailyCount, Demonstration
from roles.models.versions import CatalogVersion, ContentVersion

__all__ = [
    "CONTENT_ROWS",
    "Area",
    "Attempt",
    "CatalogVersion",
    "Comparison",
    "ContentRow",
    "ContentVersion",
    "CountedDay",
    "DailyCount",
    "Day",
    "Demonstration",
    "Dimension",
    "EndedToken",
    "Experiment",
    "FitAnswer",
    "JobRun",
    "PayFigure",
    "ProfileTarget",
    "Question",
    "ReaderQuestion",
    "Result",
    "RolePage",
    "RoleProfile",
    "ScheduledPublication",
    "ScoringSettings",
    "ShareLink",
    "SiteTexts",
    "Source",
    "Step",
    "Title",
]
