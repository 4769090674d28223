"""Addresses of the admin's pages that belong to no table."""

from django.urls import path

from roles.admin import draft, support

app_name = "desk"
urlpatterns = [
    path("draft/", draft.draft, name="draft"),
    path("support/", support.support, name="support"),
]
