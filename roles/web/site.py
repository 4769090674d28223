"""The texts of the site, for every template."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from roles.queries.careers import current_site


def site_texts(_request: HttpRequest) -> dict[str, Any]:
    """`site`, looked up when a page shows some of it. Public pages have it from their content."""
    return {"site": SimpleLazyObject(current_site)}
