"""The address at which Prometheus asks."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_store=True)
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for whoever sends the token as `Authorization: Bearer ...`, as Prometheus does."""
    if not settings.METRICS_TOKEN:
        raise Http404
    sent = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not secrets.compare_digest(sent.encode(), wanted.encode()):
        refusal = HttpResponse("Unauthorized\n", status=401, content_type="text/plain")
        refusal["WWW-Authenticate"] = "Bearer"
        return refusal
    # Its package is there only where the token is.
    from careerquiz.metrics import metrics_text

    return HttpResponse(metrics_text(), content_type="text/plain; version=0.0.4; charset=utf-8")
