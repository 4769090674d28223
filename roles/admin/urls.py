"""Addresses of the admin's pages that belong to no table."""

from django.urls import path

from roles.admin import draft, upload, version_pages

app_name = "desk"
urlpatterns = [
    path("draft/", draft.draft, name="draft"),
    path("versions/<kind>/compare/", version_pages.compare, name="compare"),
    path("versions/<kind>/draft/file/", version_pages.download, name="download_draft"),
    path("versions/<kind>/<int:number>/file/", version_pages.download, name="download"),
    path("versions/<kind>/<int:number>/load/", version_pages.load, name="load"),
    path("upload/", upload.upload, name="upload"),
    path("upload/load/", upload.load_upload, name="load_upload"),
    path("insight/role/", insight.role_insight, name="role_insight"),
    path("insight/role/<int:pk>/", insight.role_insight, name="role_insight"),
    path("insight/settings/", settings_trial.settings_insight, name="settings_insight"),
    path("lab/", lab.lab, name="lab"),
]
