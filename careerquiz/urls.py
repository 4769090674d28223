"""The site: the admin, the app's own pages, and who answers when something goes wrong."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("roles.urls")),
]

handler400 = "roles.views.errors.bad_request"
handler403 = "roles.views.errors.forbidden"
handler404 = "roles.views.errors.not_found"
handler500 = "roles.views.errors.server_error"
