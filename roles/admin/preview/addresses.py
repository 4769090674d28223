"""While the draft is previewed: each address of the site, below /admin/preview/site/.

`roles.admin.urls` answers them; with this as URLconf, templates and views link them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.urls import get_urlconf, include, path, reverse, set_urlconf

urlpatterns = [path(f"{settings.SITE_PATH}admin/preview/site/", include("roles.urls"))]


@contextmanager
def preview_addresses() -> Iterator[None]:
    """Links to pages of the site lead to their previews."""
    before = get_urlconf()
    set_urlconf(__name__)
    try:
        yield
    finally:
        set_urlconf(before)


def live_address(name: str, *parts: object) -> str:
    """The address of a page of the site itself, or of the admin."""
    return reverse(name, settings.ROOT_URLCONF, args=parts)


def preview_address(name: str, *parts: object) -> str:
    """Where a page of the site is previewed."""
    return reverse(name, __name__, args=parts)
