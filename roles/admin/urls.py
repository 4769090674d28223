"""Addresses of the admin's pages that belong to no table."""

from django.urls import path

from roles.admin import draft, upload, version_pages
from roles.admin import draft
from roles.admin.preview import quiz, results, site, start

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
    path("preview/", start.start, name="preview"),
    # Below: the addresses of the site, as in roles.urls.
    path("preview/site/quiz/", quiz.start, name="preview_quiz"),
    path("preview/site/quiz/<str:key>/<int:number>/", quiz.page, name="preview_page"),
    path("preview/site/quiz/<str:key>/check/", quiz.check, name="preview_check"),
    path("preview/site/quiz/<str:key>/days/", quiz.days, name="preview_days"),
    path("preview/site/results/<str:key>/", results.detail, name="preview_result"),
    path("preview/site/results/<str:key>/share/", results.share, name="preview_share"),
    path("preview/site/shared/<str:key>/", results.shared, name="preview_shared"),
    path("preview/site/shared/<str:key>/card.png", results.card, name="preview_card"),
    path("preview/site/", site.site_page, name="preview_landing"),
    path("preview/site/<path:path>", site.site_page, name="preview_site"),
]
