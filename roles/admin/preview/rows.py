"""Where a row of the draft is seen as readers would see it."""

from django.db.models import Model

from roles.admin.preview.addresses import preview_address
from roles.models import (
    Comparison,
    Question,
    ReaderQuestion,
    RolePage,
    RoleProfile,
    ScoringSettings,
    Step,
    Title,
)


def row_preview(row: Model) -> str:
    """The preview of the page that shows it; "" for rows that have none. Two queries at most."""
    match row:
        case RoleProfile():
            return preview_address("careers:role", row.slug)
        case RolePage() if _has_roles(row.slug):
            return preview_address("careers:role", row.slug)
        case Comparison() if _has_roles(*row.document.get("roles", ())):
            return preview_address("careers:comparison", row.slug)
        case ReaderQuestion():
            return f"{preview_address('careers:questions')}#{row.slug}"
        case Title() if Step.objects.filter(document__start=row.slug).exists():
            return preview_address("careers:route", row.slug)
        case Step() if _has_start(row.text("start")):
            return preview_address("careers:route", row.text("start"))
        case Question():
            return preview_address("quiz:start")
        case ScoringSettings():
            return preview_address("careers:method_details")
    return ""


def _has_roles(*slugs: str) -> bool:
    """Whether the draft has pages of all of these roles."""
    return RoleProfile.objects.filter(slug__in=slugs).count() == len(slugs)


def _has_start(slug: str) -> bool:
    tables = (RoleProfile, Title)
    return any(table._default_manager.filter(slug=slug).exists() for table in tables)
