"""Counts what people did, day by day. Meant to be run once a day."""

from argparse import ArgumentParser
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.dates import utc_day
from roles.models.statistics import CountedDay
from roles.queries.statistics import days_to_count, first_day
from roles.services.statistics import roll_up_day


class Command(BaseCommand):
    help = (
        "Counts what people did on each day that is over, in UTC, for the statistics. A day is "
        "counted anew for a week, as people go on and delete what they did; then its counts stay. "
        "Days that were missed are made up for, the oldest first. Run it once a day, before prune."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", metavar="YYYY-MM-DD", help="count this day alone, again")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        now = timezone.now()
        days = [_chosen(options["day"], now)] if options["day"] is not None else days_to_count(now)
        for day in days:
            roll_up_day(day=day, now=now)
        if options["verbosity"]:
            self.stdout.write(_said(days))


def _said(days: list[date]) -> str:
    if not days:
        return _("All days are counted.")
    said = ngettext(
        "Counted %(count)s day, %(last)s.",
        "Counted %(count)s days, the last one %(last)s.",
        len(days),
    )
    return said % {"count": len(days), "last": date_format(days[-1])}


def _chosen(text: str, now: datetime) -> date:
    """The day asked for.

    Raises:
        CommandError: when it cannot be counted; the message says why.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            _("“%(text)s” is no day; write it as 2030-12-31.") % {"text": text}
        ) from error
    if day >= utc_day(now):
        raise CommandError(_("%(day)s is not over yet in UTC.") % {"day": day})
    first = first_day()
    if first is None or day < first:
        raise CommandError(_("No attempt began on %(day)s or before.") % {"day": day})
    kept = timedelta(days=settings.UNFINISHED_KEPT_DAYS)
    if day <= utc_day(now - kept) and CountedDay.objects.filter(day=day).exists():
        raise CommandError(
            _(
                "%(day)s was counted already, and unfinished attempts of that day may have been "
                "deleted since: counting it again would lose them."
            )
            % {"day": day}
        )
    return day
