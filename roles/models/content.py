"""The draft of what the pages about roles say: one table for each kind of row, edited by admins.

Nothing public reads these tables: pages read the published version (`ContentVersion`). What a row
may hold is decided in `roles.content.schema`; here each is kept as a part of that document.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roles.models.catalog.draft import position_field

LONGEST_KEY = 200  # of a comparison of three roles


class ContentRow(models.Model):
    """A row of one section of the content document."""

    section: ClassVar[str]  # its key in the document
    shown_as = ""  # what it is called, once somebody has looked up the names it is made of

    slug = models.CharField(_("short name"), max_length=LONGEST_KEY, editable=False, default="")
    document = models.JSONField(_("content"), editable=False, default=dict)
    position = position_field()
    objects: ClassVar[models.Manager[Any]] = models.Manager()
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering = ("position", "slug")
        constraints = (
            models.UniqueConstraint(fields=["slug"], name="%(class)s_slug_unique"),
            models.CheckConstraint(condition=~Q(slug=""), name="%(class)s_has_slug"),
        )

    def __str__(self) -> str:
        return self.shown_as or self.slug

    def text(self, key: str) -> str:
        """A text of its document; "" when that was left out."""
        held: Any = self.document.get(key)
        return "" if held is None else str(held)


class Source(ContentRow):
    section = "sources"

    class Meta(ContentRow.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        year = self.text("year")
        return f"{self.text('label')}, {year}" if year else self.text("label")


class PayFigure(ContentRow):
    section = "pay"

    class Meta(ContentRow.Meta):
        verbose_name = _("pay figure")
        verbose_name_plural = _("pay figures")

    def __str__(self) -> str:
        return f"{self.text('group')} ({self.text('country')})"


class RolePage(ContentRow):
    section = "roles"

    class Meta(ContentRow.Meta):
        verbose_name = _("role page")
        verbose_name_plural = _("role pages")


class Comparison(ContentRow):
    section = "comparisons"

    class Meta(ContentRow.Meta):
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")


class ReaderQuestion(ContentRow):
    section = "reader_questions"

    class Meta(ContentRow.Meta):
        verbose_name = _("reader question")
        verbose_name_plural = _("reader questions")

    def __str__(self) -> str:
        return self.text("question")


class Title(ContentRow):
    section = "titles"

    class Meta(ContentRow.Meta):
        verbose_name = _("current title")
        verbose_name_plural = _("current titles")

    def __str__(self) -> str:
        return self.text("name")


class Step(ContentRow):
    section = "routes"

    class Meta(ContentRow.Meta):
        verbose_name = _("route step")
        verbose_name_plural = _("route steps")

    def __str__(self) -> str:
        return self.shown_as or f"{self.text('start')} > {self.text('goal')}"


CONTENT_ROWS: tuple[type[ContentRow], ...] = (
    *(Source, PayFigure, RolePage, Comparison, ReaderQuestion, Title, Step),
)
