"""What rows of a draft are called: their names, never their slugs. No queries."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.content.catalog import SECTIONS
from roles.content.schema import ROWS, row_key
from roles.queries.draft import CONTENT, Documents

Row = Mapping[str, Any]
# What sources and questions are, in words.
KINDS = {
    "published": gettext_lazy("Published by somebody else"),
    "faq": gettext_lazy("A FAQ without author or data"),
    "practice": gettext_lazy("Common practice, no source found"),
    "view": gettext_lazy("Our own view"),
    "own": gettext_lazy("What this site itself does"),
    "jobs": gettext_lazy("The jobs"),
    "quiz": gettext_lazy("The quiz and this site"),
}


class RowNames:
    """The names of all rows of some documents; of a row in several of them the last one's."""

    def __init__(self, documents: Iterable[Documents]) -> None:
        self._names: dict[tuple[str, str], str] = {}
        for each in documents:
            self._add_catalog(each.catalog)
            for section in ROWS:
                for row in each.content.get(section, ()):
                    key = (f"{CONTENT}{section}", row_key(section, row))
                    self._names[key] = self._content_name(section, row)

    def of(self, section: str, slug: str) -> str:
        """The slug itself where nobody knows a name for it."""
        return self._names.get((section, slug)) or slug

    def role(self, slug: str) -> str:
        return self.of("roles", slug)

    def job(self, slug: str) -> str:
        """A role or a title."""
        return self._names.get(("roles", slug)) or self.of(f"{CONTENT}titles", slug)

    def area(self, slug: str) -> str:
        """An area, or a kind of work where there are no areas."""
        return self._names.get(("areas", slug)) or self.of("dimensions", slug)

    def knows(self, section: str, slug: str) -> bool:
        return (section, slug) in self._names

    def _add_catalog(self, catalog: Row) -> None:
        for section in SECTIONS:
            for row in catalog.get(section, ()):
                self._names[section, row["slug"]] = row.get("name") or row.get("text") or ""
                for day in row.get("days", ()):
                    self._names["days", day["slug"]] = day["text"]

    def _content_name(self, section: str, row: Row) -> str:
        if section == "roles":
            return self.role(str(row.get("slug")))
        if section == "comparisons":
            return listed([self.role(role) for role in row.get("roles", ())])
        if section == "routes":
            ends = {
                "start": self.job(str(row.get("start"))),
                "goal": self.job(str(row.get("goal"))),
            }
            return _("%(start)s to %(goal)s") % ends
        if section == "sources":
            words = {"label": row.get("label"), "year": row.get("year")}
            return (_("%(label)s, %(year)s") if words["year"] else "%(label)s") % words
        if section == "pay":
            words = {"group": row.get("group"), "country": row.get("country")}
            return _("%(group)s (%(country)s)") % words
        return str(row.get("question") or row.get("name") or row.get("slug") or "")


def listed(names: list[str]) -> str:
    """Such as "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    *first, last = names
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def title_of(section: str, name: str) -> str:
    """What an object is called in a heading: "Role: Product owner"."""
    titles = {
        "areas": _("Area: %(name)s"),
        "dimensions": _("Kind of work: %(name)s"),
        "roles": _("Role: %(name)s"),
        "questions": _("Statement: %(name)s"),
        "days": _("Day: %(name)s"),
        "settings": _("Settings"),
        "content.site": _("Site texts"),
        "content.sources": _("Source: %(name)s"),
        "content.pay": _("Pay figure: %(name)s"),
        "content.roles": _("Role page: %(name)s"),
        "content.comparisons": _("Comparison: %(name)s"),
        "content.reader_questions": _("Reader question: %(name)s"),
        "content.titles": _("Current title: %(name)s"),
        "content.routes": _("Route: %(name)s"),
    }
    return titles.get(section, "%(name)s") % {"name": name}


def order_title(section: str) -> str:
    """The heading for a new order of a section's rows."""
    return {
        "areas": _("Order of the areas"),
        "dimensions": _("Order of the kinds of work"),
        "roles": _("Order of the roles"),
        "questions": _("Order of the statements"),
        "content.sources": _("Order of the sources"),
        "content.pay": _("Order of the pay figures"),
        "content.roles": _("Order of the role pages"),
        "content.comparisons": _("Order of the comparisons"),
        "content.reader_questions": _("Order of the reader questions"),
        "content.titles": _("Order of the current titles"),
        "content.routes": _("Order of the routes"),
    }[section]
