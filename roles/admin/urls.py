"""Addresses of the admin's pages that belong to no table."""

from django.urls import path

from roles.admin import completeness, draft, search

app_name = "desk"
urlpatterns = [
    path("completeness/", completeness.completeness_table, name="completeness"),
    path("draft/", draft.draft, name="draft"),
    path("search/", search.search, name="search"),
]
