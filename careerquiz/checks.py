"""What `check --deploy` tells whoever runs a site: what is easily forgotten and shows later."""

import os
import runpy
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from careerquiz.database import is_behind
from careerquiz.paths import BASE_DIR
from roles.web.readiness import has_static_files

LOCAL_CACHE = "django.core.cache.backends.locmem.LocMemCache"
MESSAGES = {
    "careerquiz.W001": (
        "There are several processes, and each counts for itself how often an address asks.",
        "Set REDIS_URL, so that they count together.",
    ),
    "careerquiz.W002": (
        "CAREERQUIZ_BEHIND_PROXY is set without CAREERQUIZ_PROXIES: all visitors count as one "
        "address, the proxy's, and share its limits.",
        "Set CAREERQUIZ_PROXIES to the addresses of the proxy, such as 127.0.0.1.",
    ),
    "careerquiz.W003": (
        "CAREERQUIZ_PROXIES is set without CAREERQUIZ_BEHIND_PROXY: a proxy that ends https is not "
        "believed, and visitors are sent round in circles.",
        "Set CAREERQUIZ_BEHIND_PROXY=yes when the proxy always sets X-Forwarded-Proto itself.",
    ),
    "careerquiz.W004": (
        "Pages name nobody who runs this site, or nowhere to write to.",
        "Set CAREERQUIZ_OPERATOR and CAREERQUIZ_CONTACT.",
    ),
    "careerquiz.W005": (
        "Static files were not collected: every page would fail.",
        "Run collectstatic.",
    ),
    "careerquiz.W006": ("The database lacks tables of this version.", "Run migrate."),
}


def warning(name: str) -> Warning:
    text, hint = MESSAGES[name]
    return Warning(text, hint=hint, id=name)


def processes() -> int:
    """How many gunicorn starts, as far as its own variables and the shipped file tell."""
    shipped = BASE_DIR / "gunicorn.conf.py"
    told = os.environ.get("WEB_CONCURRENCY", "")
    if shipped.is_file():
        return int(runpy.run_path(str(shipped)).get("workers", 1))
    return int(told) if told.isdecimal() else 1


@register(deploy=True)
def check_settings(**_options: Any) -> list[CheckMessage]:  # noqa: ANN401  # Django's signature
    if not settings.PRODUCTION:
        return []
    is_behind_proxy = settings.SECURE_PROXY_SSL_HEADER is not None
    cache = settings.CACHES["default"]["BACKEND"]
    found = {
        "careerquiz.W001": cache == LOCAL_CACHE and bool(settings.RATE_LIMITS) and processes() > 1,
        "careerquiz.W002": is_behind_proxy and not settings.TRUSTED_PROXIES,
        "careerquiz.W003": bool(settings.TRUSTED_PROXIES) and not is_behind_proxy,
        "careerquiz.W004": not (settings.OPERATOR and settings.CONTACT),
        "careerquiz.W005": not has_static_files(),
    }
    return [warning(name) for name, is_so in found.items() if is_so]


@register(Tags.database, deploy=True)
def check_database(
    *,
    databases: Sequence[str] | None = None,
    **_options: Any,  # noqa: ANN401  # Django's signature
) -> list[CheckMessage]:
    """With `check --deploy --database default`."""
    is_meant = settings.PRODUCTION and databases
    return [warning("careerquiz.W006")] if is_meant and is_behind() else []
