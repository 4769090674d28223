"""Which roles of the draft have a page, and what it still lacks."""

from dataclasses import dataclass

from roles.content.schema import RoleDocument
from roles.models import RolePage, RoleProfile

MAY_LACK = ("boxes",)  # not every role has such


@dataclass(frozen=True)
class PageGaps:
    """What the page of one role lacks."""

    role: str  # its name
    page: RolePage | None  # None when there is none yet
    missing: tuple[str, ...]  # keys of `RoleDocument` that say nothing

    @property
    def is_complete(self) -> bool:
        return self.page is not None and not self.missing


def page_gaps() -> tuple[PageGaps, ...]:
    """The roles of the draft, in its order. Two queries."""
    pages = {page.slug: page for page in RolePage.objects.all()}
    return tuple(
        PageGaps(role.name, pages.get(role.slug), _missing(pages.get(role.slug)))
        for role in RoleProfile.objects.all()
    )


def _missing(page: RolePage | None) -> tuple[str, ...]:
    if page is None:
        return ()
    keys = (key for key in RoleDocument.model_fields if key not in MAY_LACK)
    return tuple(key for key in keys if not page.document.get(key))
