"""A request that shows the draft: pages take what they show from it, and say so in a bar."""

from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest

from roles.queries.careers import Content


class BarLink(NamedTuple):
    """A way out of the preview."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a request shows in the place of what is published."""

    content: Content
    links: tuple[BarLink, ...]  # in the bar above the page


def show_preview(request: HttpRequest, preview: Preview) -> None:
    """Has every page that answers this request show that; templates read `request.preview`."""
    request.preview = preview  # type: ignore[attr-defined]  # ours


def preview_of(request: HttpRequest) -> Preview | None:
    """What the request shows of the draft; None for the public."""
    return getattr(request, "preview", None)
