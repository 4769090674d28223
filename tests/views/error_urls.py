"""The site's addresses, and one for each error page, for tests only."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from roles.web import errors


def fail(error):
    def view(request):
        raise error

    return view


def own_policy(request):
    response = HttpResponse("a picture for other sites")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("roles.urls")),
    path("errors/400/", fail(SuspiciousOperation("secret detail"))),
    path("errors/403/", fail(PermissionDenied("secret detail"))),
    path("errors/403_csrf/", lambda request: errors.csrf_failure(request, reason="secret detail")),
    path("errors/405/", require_POST(errors.gone)),
    path("errors/410/", errors.gone),
    path("errors/410_deleted/", errors.deleted),
    path("errors/413/", lambda request: errors.refused(request, 413)),
    path("errors/429/", errors.too_many_requests),
    path("errors/500/", fail(RuntimeError("secret detail"))),
    path("errors/503/", fail(OperationalError("secret detail"))),
    path("own-policy/", own_policy),
]

handler400 = "roles.web.errors.bad_request"
handler403 = "roles.web.errors.forbidden"
handler404 = "roles.web.errors.not_found"
handler500 = "roles.web.errors.server_error"
