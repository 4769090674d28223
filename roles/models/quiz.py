"""Taking the quiz: one row per attempt, with everything that the respondent did."""

import hashlib
import re
from collections.abc import Mapping

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from roles.domain import outcomes, progress, types
from roles.models.versions import CatalogVersion

TOKEN_LENGTH = 22  # characters of secrets.token_urlsafe(16): 128 bits
TOKEN_FORM = rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH}}}"


def is_token(text: str) -> bool:
    """Whether this looks like the token of an attempt or of a public link."""
    return bool(re.fullmatch(TOKEN_FORM, text))


def token_digest(token: str) -> str:
    """What is kept of a token when all else is deleted; it cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def shared_digest(token: str) -> str:
    """The same of a public link's token; no private address is taken for that of a link."""
    return token_digest(f"shared/{token}")


class Attempt(models.Model):
    """One sitting of one respondent, who has no account: the token is all that opens it.

    The row is born with its first answers. Before that an attempt exists only as an unsaved
    object, made of the ticket in the address of page 1 (see roles.web.tickets).
    """

    token = models.CharField(_("private token"), max_length=TOKEN_LENGTH, editable=False)
    version = models.ForeignKey(
        CatalogVersion, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("version")
    )
    # Slugs of the questions on each page shown; and a question's slug -> 1 to 5, or null for a
    # skipped one. Databases may reorder the keys of an object: the order shown is that of pages.
    pages = models.JSONField(_("pages"), default=list)
    answers = models.JSONField(_("answers"), default=dict)
    seconds = models.JSONField(
        _("seconds"), default=list, help_text=_("From one page's answers to the next one's.")
    )
    is_panel = models.BooleanField(
        _("panel"), default=False, help_text=_("Picked to get all statements, for calibration.")
    )
    wants_all = models.BooleanField(
        _("wants all"), default=False, help_text=_("Chose to answer the rest as well.")
    )
    # The second step: rows of [left, right, chosen or null], in the order shown. All are slugs.
    # The database knows the defaults, too: processes of the version before go on during an update.
    day_choices = models.JSONField(_("days chosen"), default=list, db_default=[])
    days_skipped = models.BooleanField(
        _("days skipped"),
        default=False,
        db_default=False,
        help_text=_("Skipped the second step."),
    )
    language = models.CharField(
        _("language"), max_length=10, blank=True, default="", db_default="", editable=False
    )
    started_at = models.DateTimeField(_("started"))
    saved_at = models.DateTimeField(_("last saved"))

    ticket = ""  # what stands in the address until the row is born; never stored

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("-started_at",)
        default_permissions = ("view",)
        permissions = (("delete_for_owner", _("Can delete an attempt by its owner's wish")),)
        constraints = (
            models.UniqueConstraint(fields=["token"], name="attempt_token_unique"),
            models.CheckConstraint(
                condition=Exact(Length("token"), TOKEN_LENGTH), name="attempt_token_whole"
            ),
        )
        indexes = (
            models.Index(fields=["started_at"], name="attempt_started"),
            models.Index(fields=["version", "started_at"], name="attempt_version_started"),
            models.Index(fields=["is_panel", "started_at"], name="attempt_panel_started"),
        )

    def __str__(self) -> str:
        return str(_("Attempt %(number)s") % {"number": self.pk or "-"})

    @property
    def sheet(self) -> dict[str, int | None]:
        """The answers in the order shown."""
        return progress.sheet(self.pages, self.answers)

    @property
    def open_page(self) -> int | None:
        """The number of the first page that waits for answers, from 1; None when none does."""
        return progress.open_page(self.pages, self.answers)

    @property
    def needed_page(self) -> int | None:
        """The open page without which the quiz may not end; None also for respondents who might
        have ended and chose to answer the rest."""
        return None if self.wants_all else self.open_page

    @property
    def answered(self) -> int:
        """How many questions were answered, skipped ones not counted."""
        return sum(answer is not None for answer in self.answers.values())

    @property
    def question_seconds(self) -> list[float]:
        """The time of each question shown: that of its page in equal parts."""
        return progress.question_seconds(self.pages, self.seconds)

    @property
    def choices(self) -> tuple[types.DayChoice, ...]:
        """What was chosen between days, in the order shown."""
        return outcomes.parse_choices(self.day_choices)

    @property
    def is_saved(self) -> bool:
        return not self._state.adding

    @property
    def key(self) -> str:
        """What opens it in an address: its token, or its ticket before it is saved."""
        return self.token if self.is_saved else self.ticket

    def merge(self, number: int, answers: Mapping[str, int | None]) -> None:
        """Puts one page's answers, numbered from 1, in the place of those it had."""
        self.answers |= {slug: answers[slug] for slug in self.pages[number - 1]}


class EndedToken(models.Model):
    """The fingerprint of a deleted attempt's token, or of a deleted link's, and nothing else.

    Its address can say "deleted" instead of "unknown", and a page that is still open somewhere
    cannot bring the attempt back.
    """

    digest = models.CharField(_("fingerprint"), max_length=64, editable=False)
    ended_at = models.DateTimeField(_("ended"), auto_now_add=True)

    class Meta:
        verbose_name = _("ended token")
        verbose_name_plural = _("ended tokens")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["digest"], name="ended_token_digest_unique"),
        )

    def __str__(self) -> str:
        return self.digest[:12]
