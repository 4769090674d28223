"""The site: the admin, the app's own pages, and who answers when something goes wrong."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from careerquiz.metrics_page import metrics

site: list[URLPattern | URLResolver] = [
    path("admin/", include("roles.admin.urls")),  # before the admin's own, which takes the rest
    path("admin/", admin.site.urls),
    path("metrics", metrics, name="metrics"),
    path("", include("roles.urls")),
]
# Below the path of CAREERQUIZ_URL, if it has one. A proxy hands paths on as they are.
urlpatterns = [path(settings.SITE_PATH, include(site))]

handler400 = "roles.web.errors.bad_request"
handler403 = "roles.web.errors.forbidden"
handler404 = "roles.web.errors.not_found"
handler500 = "roles.web.errors.server_error"
