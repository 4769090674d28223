"""Addresses of the admin's pages that belong to no table."""

from django.urls import path

from roles.admin import draft, insight, lab, settings_trial

app_name = "desk"
urlpatterns = [
    path("draft/", draft.draft, name="draft"),
    path("insight/role/", insight.role_insight, name="role_insight"),
    path("insight/role/<int:pk>/", insight.role_insight, name="role_insight"),
    path("insight/settings/", settings_trial.settings_insight, name="settings_insight"),
    path("lab/", lab.lab, name="lab"),
]
