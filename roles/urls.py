"""Addresses, one named list per room. They are linked from outside: once published, they stay."""

from django.urls import include, path

from roles.views import careers, pages, quiz, results

pages_urls = [
    path("", pages.landing, name="landing"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("site-<slug:version>.css", pages.stylesheet, name="stylesheet"),
]

quiz_urls = [
    path("quiz/", quiz.start, name="start"),
    path("quiz/resume/", quiz.resume, name="resume"),
    path("quiz/<str:address>/<int:number>/", quiz.page, name="page"),
    path("quiz/<str:address>/check/", quiz.check, name="check"),
]

results_urls = [
    path("results/<str:address>/", results.detail, name="detail"),
    path("results/<str:address>/rescore/", results.rescore, name="rescore"),
    path("results/<str:address>/download/", results.download, name="download"),
    path("results/<str:address>/delete/", results.delete, name="delete"),
]

careers_urls = [
    path("roles/", careers.role_list, name="role_list"),
    path("roles/<slug:slug>/", careers.role, name="role"),
]

urlpatterns = [
    path("", include((pages_urls, "pages"))),
    path("", include((quiz_urls, "quiz"))),
    path("", include((results_urls, "results"))),
    path("", include((careers_urls, "careers"))),
]
