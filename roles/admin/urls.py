"""Addresses of the admin's pages that belong to no table."""

from django.urls import path

from roles.admin import draft, role_operations

app_name = "desk"
urlpatterns = [
    path("draft/", draft.draft, name="draft"),
    path("draft/roles/<slug:slug>/", role_operations.steps, name="role_steps"),
    path("draft/roles/<slug:slug>/rename/", role_operations.rename, name="role_rename"),
    path("draft/roles/<slug:slug>/copy/", role_operations.duplicate, name="role_duplicate"),
    path("draft/roles/<slug:slug>/retire/", role_operations.retire, name="role_retire"),
]
