"""Results: what a finished attempt came to, as it was told to the respondent, and its links."""

from datetime import date, datetime, timedelta
from typing import Self, get_args

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from roles.content.site import NAME
from roles.content.values import SITE_NAME
from roles.domain import outcomes, share, types
from roles.domain.dates import earliest_day, is_over, months_later, utc_day
from roles.models.quiz import TOKEN_LENGTH, Attempt
from roles.models.versions import CatalogVersion

CERTAINTY_LABELS = {
    "clear": _("clear"),
    "leaning": _("leaning"),
    "close": _("close"),
    "no_direction": _("no direction"),
}
FIT_ASKED_AFTER = timedelta(days=30)  # of a result: time to have done something about it


class ResultQuerySet(models.QuerySet["Result"]):
    def kept(self, now: datetime) -> Self:
        return self.filter(kept_until__gte=earliest_day(now))


class Result(models.Model):
    """The outcome of one attempt, with the answers it was scored from, frozen.

    Later versions of the catalog never touch it. When the respondent changes answers and asks for
    the result again, a new one takes its place.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="result")
    version = models.ForeignKey(
        CatalogVersion, on_delete=models.PROTECT, related_name="results", verbose_name=_("version")
    )
    leader = models.SlugField(_("leader"), max_length=60, help_text=_("The role that came first."))
    certainty = models.CharField(_("certainty"), max_length=20, choices=CERTAINTY_LABELS)
    outcome_document = models.JSONField(_("outcome"))
    # Pairs of slug and answer, in the order shown: databases may reorder the keys of an object.
    answer_pairs = models.JSONField(_("answers"), default=list)
    # As the attempt's.
    day_choices = models.JSONField(_("days chosen"), default=list, db_default=[])
    notes = models.JSONField(
        _("notes"), default=list, help_text=_("Anything unusual about how it was answered.")
    )
    finished_at = models.DateTimeField(_("finished"))
    kept_until = models.DateField(
        _("kept until"), help_text=_("The last day before it is deleted, with its answers.")
    )
    # What `pages.results.cached` has drawn of its page; other readers defer it. The last column,
    # so that a database which keeps long rows in several places reads the others without it.
    page_cache = models.BinaryField(_("cached page"), null=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ("-finished_at",)
        default_permissions = ("view",)
        permissions = (("view_statistics", _("Can see statistics of all results")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(certainty__in=get_args(types.Certainty)),
                name="result_certainty_known",
            ),
            models.CheckConstraint(condition=~Q(leader=""), name="result_leader_named"),
        )
        indexes = (
            models.Index(fields=["finished_at"], name="result_finished"),
            models.Index(fields=["kept_until"], name="result_kept_until"),
            models.Index(fields=["leader", "finished_at"], name="result_leader_finished"),
            models.Index(fields=["certainty", "finished_at"], name="result_certainty_finished"),
            models.Index(fields=["version", "finished_at"], name="result_version_finished"),
        )

    def __str__(self) -> str:
        return str(_("Result %(number)s") % {"number": self.pk or "-"})

    @property
    def outcome(self) -> types.Outcome:
        return outcomes.parse(self.outcome_document)

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers it was scored from, in the order shown."""
        return dict(self.answer_pairs)

    @property
    def choices(self) -> tuple[types.DayChoice, ...]:
        """What was chosen between days, in the order shown; part of what it was scored from."""
        return outcomes.parse_choices(self.day_choices)

    def is_overdue(self, now: datetime) -> bool:
        """Whether its last day has passed: then it counts as deleted, and will be."""
        return is_over(self.kept_until, now)

    def asks_fit(self, now: datetime) -> bool:
        """Whether its owner may be asked by now what became of it."""
        return now >= self.finished_at + FIT_ASKED_AFTER

    def keep(self, now: datetime) -> None:
        """Puts its last day as far off as it can be from now on."""
        self.kept_until = self.renewable(now)

    def renewable(self, now: datetime) -> date:
        """Until when it can be kept, as the settings say; never less than it is kept already."""
        day = months_later(utc_day(now), settings.RESULT_KEPT_MONTHS)
        return max(day, self.kept_until or day)


class FitAnswer(models.Model):
    """What an owner said on a later visit: the job they have by then, and how well it suits them.

    It goes with its result.
    """

    SUITS = (1, 5)  # not at all to very well

    # Without a constraint: the release before, which may run beside this one, deletes results and
    # knows nothing of these. What it leaves behind goes with `prune`.
    result = models.OneToOneField(
        Result, on_delete=models.CASCADE, related_name="fit", db_constraint=False
    )
    job = models.SlugField(
        _("job"),
        max_length=60,
        blank=True,
        help_text=_("A role of the result's version; empty for any other job, or none."),
    )
    suits = models.PositiveSmallIntegerField(
        _("suits"), null=True, help_text=_("1, not at all, to 5, very well; empty without a job.")
    )
    answered_at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name = _("later answer")
        verbose_name_plural = _("later answers")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(suits=None) | Q(suits__gte=1, suits__lte=5),
                name="fit_answer_suits_in_range",
            ),
            models.CheckConstraint(
                condition=Q(job="") | Q(suits__isnull=False), name="fit_answer_job_is_rated"
            ),
        )

    def __str__(self) -> str:
        return str(_("Later answer %(number)s") % {"number": self.pk or "-"})


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def working(self, now: datetime) -> Self:
        return self.filter(ended_at=None, ends_on__gte=earliest_day(now))

    def expired(self, now: datetime) -> Self:
        """Past their last day, switched off before or not."""
        return self.filter(ends_on__lt=earliest_day(now))


class ShareLink(models.Model):
    """A public address of one result, which shows what its owner picked and nothing else.

    It keeps a snapshot of its own: public page and picture are made from this row and its version
    alone, and go on showing the result as it was when answers are changed.
    """

    result = models.ForeignKey(
        Result, on_delete=models.CASCADE, related_name="links", verbose_name=_("result")
    )
    version = models.ForeignKey(
        CatalogVersion, on_delete=models.PROTECT, related_name="links", verbose_name=_("version")
    )
    token = models.CharField(_("public token"), max_length=TOKEN_LENGTH, editable=False)
    shows_numbers = models.BooleanField(_("shows the numbers"))
    shows_pattern = models.BooleanField(_("shows the pattern"))
    name = models.CharField(
        _("name shown"), max_length=share.LONGEST_NAME, blank=True, db_default=""
    )
    excerpt_document = models.JSONField(_("excerpt"))
    # Drawn when the link is made, so that whoever asks for it waits for nothing, and deleted with
    # the link. Empty when it could not be drawn.
    picture = models.BinaryField(_("preview picture"), default=bytes, blank=True)
    # What the site was called then: under another name it is drawn anew.
    picture_site = models.CharField(
        _("site named on the picture"), max_length=SITE_NAME, blank=True, db_default=NAME
    )
    page_cache = models.BinaryField(_("cached page"), null=True)  # as the result's
    made_at = models.DateTimeField(_("made"))
    ends_on = models.DateField(_("works until"), help_text=_("The last day on which it works."))
    ended_at = models.DateTimeField(_("switched off"), null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("public link")
        verbose_name_plural = _("public links")
        ordering = ("-made_at", "-pk")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=["token"], name="sharelink_token_unique"),
            models.CheckConstraint(
                condition=Exact(Length("token"), TOKEN_LENGTH), name="sharelink_token_whole"
            ),
        )
        indexes = (models.Index(fields=["ends_on"], name="sharelink_ends_on"),)

    def __str__(self) -> str:
        return str(_("Public link %(number)s") % {"number": self.pk or "-"})

    @property
    def snapshot(self) -> share.ShareSnapshot:
        return share.parse(self.excerpt_document)

    def is_working(self, now: datetime) -> bool:
        return self.ended_at is None and not is_over(self.ends_on, now)
