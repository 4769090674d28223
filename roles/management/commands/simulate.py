"""Fills a database with made-up people who took the quiz, and empties it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.errors import HoldsRealAnswers, NoDemonstration, NothingPublished
from roles.services.jobs import jobs_lock
from roles.services.simulation import remove_demonstration, simulate

PEOPLE = (1, 1_000_000)
DAYS = (1, 366)
TOLD_EVERY = 10  # times in all


class Command(BaseCommand):
    help = (
        "Fills the database with made-up people who took the quiz, in place of those it had from "
        "an earlier call, and says on every page that this is a demonstration. For trying things "
        "out; it refuses a database that holds answers of real people."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("people", nargs="?", type=int, help="how many, up to a million")
        chosen.add_argument(
            "--remove",
            action="store_true",
            help="delete everybody in a demonstration, visitors included, and all that is counted",
        )
        parser.add_argument("--seed", type=int, default=1, help="another one gives other people")
        parser.add_argument(
            "--days", type=int, default=90, help="over how many days, up to now, they came"
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        if options["remove"]:
            self._remove()
            return
        people, days = options["people"], options["days"]
        if not PEOPLE[0] <= people <= PEOPLE[1]:
            raise CommandError(_("Give from %d to %d people.") % PEOPLE)
        if not DAYS[0] <= days <= DAYS[1]:
            raise CommandError(_("Give from %d to %d days.") % DAYS)
        with jobs_lock() as is_ours:
            if not is_ours:
                raise CommandError(
                    _("The daily jobs or another simulate are at work here. Try again later.")
                )
            self._fill(people, options["seed"], days)
        call_command("jobs", stdout=self.stdout)  # as for real people, and so not late

    def _fill(self, people: int, seed: int, days: int) -> None:
        told = 0

        def tell(stored: int) -> None:
            nonlocal told
            if stored == people or stored * TOLD_EVERY >= people * (told + 1):
                told = stored * TOLD_EVERY // people
                self.stdout.write(
                    _("%(stored)d of %(people)d") % {"stored": stored, "people": people}
                )

        try:
            simulate(people=people, seed=seed, days=days, now=timezone.now(), progress=tell)
        except NothingPublished as error:
            raise CommandError(
                _("Nothing is published yet, so there is no quiz to take.")
            ) from error
        except HoldsRealAnswers as error:
            raise CommandError(
                _(
                    "This database holds answers of real people; use another one: "
                    "DATABASE_URL=sqlite:///demonstration.sqlite3"
                )
            ) from error

    def _remove(self) -> None:
        try:
            count = remove_demonstration()
        except NoDemonstration as error:
            raise CommandError(
                _("This database is no demonstration. Nothing was deleted.")
            ) from error
        words = ngettext("Deleted %d attempt.", "Deleted %d attempts.", count)
        self.stdout.write(words % count)
