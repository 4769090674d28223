"""Addresses of the admin's pages that belong to no table."""

from django.urls import path

from roles.admin import draft, draft_undo

app_name = "desk"
urlpatterns = [
    path("draft/", draft.draft, name="draft"),
    path("draft/undo/", draft_undo.undo, name="undo"),
    path("draft/discard/", draft_undo.discard, name="discard"),
    path("draft/misfits/", draft_undo.misfits, name="misfits"),
    path("draft/cancel/", draft_undo.cancel, name="cancel"),
]
