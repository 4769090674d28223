"""Which compressed copies a browser takes."""

import re
from functools import cache

from django.http import HttpRequest


def accepts(request: HttpRequest, encoding: str) -> bool:
    """Whether a browser named that encoding, and not with a weight of 0, which refuses it.
    GZipMiddleware would take no notice of that."""
    return bool(_accepting(encoding).search(request.META.get("HTTP_ACCEPT_ENCODING", "")))


@cache
def _accepting(encoding: str) -> re.Pattern[str]:
    return re.compile(rf"\b{encoding}\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
