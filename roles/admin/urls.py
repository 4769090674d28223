"""Addresses of the admin's pages that belong to no table, one list per task."""

from django.urls import path

from roles.admin import (
    calibration,
    completeness,
    draft,
    draft_undo,
    experiment,
    insight,
    lab,
    password_reset,
    role_operations,
    search,
    settings_trial,
    statistics,
    support,
    two_step,
    upload,
    version_pages,
)
from roles.admin.preview import quiz, results, site, start

app_name = "desk"

draft_urls = [
    path("draft/", draft.draft, name="draft"),
    path("draft/undo/", draft_undo.undo, name="undo"),
    path("draft/discard/", draft_undo.discard, name="discard"),
    path("draft/misfits/", draft_undo.misfits, name="misfits"),
    path("draft/cancel/", draft_undo.cancel, name="cancel"),
]

role_urls = [
    path("draft/roles/<slug:slug>/", role_operations.steps, name="role_steps"),
    path("draft/roles/<slug:slug>/rename/", role_operations.rename, name="role_rename"),
    path("draft/roles/<slug:slug>/copy/", role_operations.duplicate, name="role_duplicate"),
    path("draft/roles/<slug:slug>/retire/", role_operations.retire, name="role_retire"),
]

version_urls = [
    path("versions/<kind>/compare/", version_pages.compare, name="compare"),
    path("versions/<kind>/draft/file/", version_pages.download, name="download_draft"),
    path("versions/<kind>/<int:number>/file/", version_pages.download, name="download"),
    path("versions/<kind>/<int:number>/load/", version_pages.load, name="load"),
    path("experiment/", experiment.experiment, name="experiment"),
    path("upload/", upload.upload, name="upload"),
    path("upload/load/", upload.load_upload, name="load_upload"),
]

lab_urls = [
    path("insight/role/", insight.role_insight, name="role_insight"),
    path("insight/role/<int:pk>/", insight.role_insight, name="role_insight"),
    path("insight/settings/", settings_trial.settings_insight, name="settings_insight"),
    path("lab/", lab.lab, name="lab"),
    path("calibration/", calibration.calibration, name="calibration"),
]

preview_urls = [
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

content_urls = [
    path("completeness/", completeness.completeness_table, name="completeness"),
    path("search/", search.search, name="search"),
]

people_urls = [
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/figures.csv", statistics.statistics_file, name="statistics_file"),
    path("support/", support.support, name="support"),
]

account_urls = [
    path("two-step/", two_step.two_step, name="two_step"),
    path("two-step/set-up/", two_step.set_up, name="two_step_set_up"),
    path("password-reset/", password_reset.ask, name="password_reset"),
    path("password-reset/sent/", password_reset.sent, name="password_reset_sent"),
    path("password-reset/done/", password_reset.done, name="password_reset_done"),
    path("password-reset/<uidb64>/<token>/", password_reset.confirm, name="password_reset_confirm"),
]

urlpatterns = [
    *(*draft_urls, *role_urls, *version_urls, *lab_urls, *preview_urls),
    *(*content_urls, *people_urls, *account_urls),
]
