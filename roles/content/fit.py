"""Content beside the roles that a catalog has: what fits, and what is about a role it lacks."""

from collections.abc import Collection, Mapping
from typing import Any

Document = dict[str, Any]


def fitting(content: Document, roles: Collection[str]) -> Document:
    """The content without the pages, comparisons and routes of roles that are none of these, and
    without the points of other pages that name them. The argument is not changed.

    Args:
        content: a document, sound or not.
        roles: slugs.
    """
    kept = {row.get("slug") for row in content.get("titles", ())} | set(roles)
    return content | {
        "roles": [
            _page(row, roles, kept) for row in content.get("roles", ()) if row.get("slug") in roles
        ],
        "comparisons": [
            row for row in content.get("comparisons", ()) if set(row.get("roles", ())) <= set(roles)
        ],
        "routes": [
            row
            for row in content.get("routes", ())
            if row.get("goal") in roles and row.get("start") in kept
        ],
    }


def _page(row: Mapping[str, Any], roles: Collection[str], jobs: Collection[Any]) -> dict[str, Any]:
    page = dict(row)
    if "comes_from" in page:
        page["comes_from"] = [job for job in page["comes_from"] if job in jobs]
    if "confused" in page:
        page["confused"] = [point for point in page["confused"] if point.get("label") in roles]
    return page
