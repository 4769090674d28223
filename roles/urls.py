"""Addresses, one named list per room. They are linked from outside: once published, they stay."""

from django.urls import include, path

from roles.views import careers, pages, quiz
from roles.views.results import device, links, report, shared

pages_urls = [
    path("", pages.landing, name="landing"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("legal-notice/", pages.legal_notice, name="legal_notice"),
    path("logo-<slug:version>", pages.logo, name="logo"),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
    path("card.png", pages.card, name="card"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("<str:name>-<slug:version>.css", pages.stylesheet, name="stylesheet"),
]

quiz_urls = [
    path("quiz/", quiz.start, name="start"),
    path("quiz/resume/", quiz.resume, name="resume"),
    path("quiz/<str:key>/<int:number>/", quiz.page, name="page"),
    path("quiz/<str:key>/check/", quiz.check, name="check"),
    path("quiz/<str:key>/days/", quiz.days, name="days"),
]

results_urls = [
    path("results/", device.earlier, name="earlier"),
    path("results/mine/", device.mine, name="mine"),
    path("results/beside/", device.beside, name="beside"),
    path("results/forget/", device.forget, name="forget"),
    path("results/<str:key>/", report.detail, name="detail"),
    path("results/<str:key>/rescore/", report.rescore, name="rescore"),
    path("results/<str:key>/download/", report.download, name="download"),
    path("results/<str:key>/fit/", report.fit, name="fit"),
    path("results/<str:key>/keep/", report.keep, name="keep"),
    path("results/<str:key>/delete/", report.delete, name="delete"),
    path("results/<str:key>/share/", links.share, name="share"),
    path("results/<str:key>/share/<str:token>/", links.link, name="link"),
    path("results/<str:key>/share/<str:token>/refresh/", links.refresh, name="refresh"),
    path("results/<str:key>/share/<str:token>/revoke/", links.revoke, name="revoke"),
    path("shared/<str:token>/", shared.shared, name="shared"),
    path("shared/<str:token>/start/", shared.begin, name="begin"),
    path("shared/<str:token>/card.png", shared.card, name="card"),
    path("shared/open/<int:number>/", shared.offline_link, name="offline_link"),
]

careers_urls = [
    path("roles/", careers.role_list, name="role_list"),
    path("roles/<slug:slug>/", careers.role, name="role"),
    path("compare/", careers.comparisons, name="comparisons"),
    path("compare/<slug:pair>/", careers.comparison, name="comparison"),
    path("routes/", careers.routes, name="routes"),
    path("routes/<slug:start>/", careers.route, name="route"),
    path("questions-and-answers/", careers.questions, name="questions"),
    path("how-scoring-works/", careers.method, name="method"),
    path("how-scoring-works/details/", careers.method_details, name="method_details"),
]

urlpatterns = [
    path("", include((careers_urls, "careers"))),
    path("", include((pages_urls, "pages"))),
    path("", include((quiz_urls, "quiz"))),
    path("", include((results_urls, "results"))),
]
