"""Published catalogs and content: written once, never changed, never deleted."""

import hashlib
import json
from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models.catalog.draft import validate_plain_text


class PublishedForEver(TypeError):
    """Somebody tried to change or delete a published version."""

    def __init__(self) -> None:
        super().__init__("A published version is never changed or deleted.")


def canonical_text(document: dict[str, Any]) -> str:
    """The one way to write a document down: the same document always gives the same text."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class VersionQuerySet(models.QuerySet[Any]):
    """Refuses what Django would do to rows without asking their save() and delete()."""

    def live(self) -> Self:
        """The version in force, as a queryset of one row or none."""
        return self.order_by("-number")[:1]

    def update(self, **_kwargs: object) -> NoReturn:
        raise PublishedForEver

    def delete(self) -> NoReturn:
        raise PublishedForEver

    def bulk_update(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise PublishedForEver

    def bulk_create(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise PublishedForEver  # it could update rows on conflict; one is made at a time anyway

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise PublishedForEver


class PublishedVersion(models.Model):
    """A frozen document."""

    number = models.PositiveIntegerField(_("version"), editable=False)
    # Text, not JSON: a database may rewrite JSON, and these bytes must stay as they were.
    document_text = models.TextField(_("document"), editable=False)
    digest = models.CharField(
        _("fingerprint"),
        max_length=64,
        editable=False,
        db_index=True,
        help_text=_("SHA-256 of the document: equal fingerprints mean equal documents."),
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, editable=False, validators=[validate_plain_text]
    )
    # A name, not a link to the account: deleting an account must not change a version.
    author = models.CharField(
        _("published by"), max_length=150, editable=False, validators=[validate_plain_text]
    )
    published_at = models.DateTimeField(_("published"), auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-number",)
        base_manager_name = "objects"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.number})

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        if not self._state.adding:
            raise PublishedForEver
        self.digest = digest_of(self.document_text)
        super().save(*args, **kwargs, force_insert=True)

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise PublishedForEver

    @property
    def document(self) -> dict[str, Any]:
        """The document, read anew from the stored text: changing it changes nothing stored."""
        content: dict[str, Any] = json.loads(self.document_text)
        return content


class CatalogVersion(PublishedVersion):
    """A published catalog. Every attempt and every result belongs to one for ever."""

    class Meta(PublishedVersion.Meta):
        verbose_name = _("catalog version")
        verbose_name_plural = _("catalog versions")
        permissions = (("publish_catalog", _("Can publish the catalog")),)
        constraints = (
            models.UniqueConstraint(fields=["number"], name="catalog_version_number_unique"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="catalog_version_number_from_1"
            ),
        )


class ContentVersion(PublishedVersion):
    """What the published pages about roles say."""

    class Meta(PublishedVersion.Meta):
        verbose_name = _("content version")
        verbose_name_plural = _("content versions")
        constraints = (
            models.UniqueConstraint(fields=["number"], name="content_version_number_unique"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="content_version_number_from_1"
            ),
        )
