"""The headers that tell browsers what they may do, as every answer carries them."""

from django.conf import settings

# Of Clear-Site-Data, on the answer to what somebody wants to be gone: whoever uses the browser next
# finds none of the pages with Back, or among its files.
CLEAR_CACHE = '"cache"'


def security_headers(*, is_secure: bool) -> dict[str, str]:
    """What an answer gets that has not set its own.

    Args:
        is_secure: whether it goes out over https, where alone browsers are told to insist on it.
    """
    headers = {
        "Content-Security-Policy": settings.CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": settings.CROSS_ORIGIN_RESOURCE_POLICY,
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
    }
    if is_secure and settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = _strict_transport_security()
    return headers


def _strict_transport_security() -> str:
    """As Django's own middleware words it."""
    parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    parts += ["includeSubDomains"] * settings.SECURE_HSTS_INCLUDE_SUBDOMAINS
    parts += ["preload"] * settings.SECURE_HSTS_PRELOAD
    return "; ".join(parts)
