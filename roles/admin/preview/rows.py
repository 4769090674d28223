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
from roles.pages.careers.role import leading_starts
from roles.queries.draft import DraftState


def row_preview(row: Model, draft: DraftState) -> str:
    """The preview of the page that shows a row of the draft; "" for rows that have none.

    Of a draft with problems it is where these are told.
    """
    match row:
        case RoleProfile():
            return preview_address("careers:role", row.slug)
        case RolePage() if _has_roles(draft, row.slug):
            return preview_address("careers:role", row.slug)
        case Comparison() if _has_roles(draft, *row.document.get("roles", ())):
            return preview_address("careers:comparison", row.slug)
        case ReaderQuestion():
            return f"{preview_address('careers:questions')}#{row.slug}"
        case Title() if _leads_anywhere(draft, row.slug):
            return preview_address("careers:route", row.slug)
        case Step() if _leads_anywhere(draft, row.text("start")):
            return preview_address("careers:route", row.text("start"))
        case Question():
            return preview_address("quiz:start")
        case ScoringSettings():
            return preview_address("careers:method_details")
    return ""


def _has_roles(draft: DraftState, *slugs: str) -> bool:
    return draft.catalog is None or {*slugs} <= {*draft.catalog.roles_by_slug}


def _leads_anywhere(draft: DraftState, start: str) -> bool:
    if draft.catalog is None or draft.content is None:
        return True
    return start in leading_starts(draft.content, draft.catalog)
