"""Addresses for others: links to hand on, and what search engines are told."""

from django.conf import settings
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """Scheme and host: the site's configured name where it has one, else the one asked for."""
    configured: str = settings.SITE_ORIGIN
    return configured or f"{request.scheme}://{request.get_host()}"


def absolute(request: HttpRequest, path: str) -> str:
    """A path as a whole address."""
    return f"{origin_of(request)}{path}"
