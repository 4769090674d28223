"""The site: the admin, the app's own pages, and who answers when something goes wrong."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

site = [
    path("admin/", admin.site.urls),
    path("", include("roles.urls")),
]
# Below the path of CAREERQUIZ_URL, if it has one. A proxy hands paths on as they are.
urlpatterns = [path(settings.SITE_PATH, include(site))]

handler400 = "roles.views.errors.bad_request"
handler403 = "roles.views.errors.forbidden"
handler404 = "roles.views.errors.not_found"
handler500 = "roles.views.errors.server_error"
