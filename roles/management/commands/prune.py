"""Deletes what is kept no longer. Meant to be run once a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from roles.services.expired import delete_fingerprints, delete_lost_answers
from roles.services.overwriting import checkpoint
from roles.services.quiz import delete_overdue, delete_unfinished
from roles.services.results import delete_old_links

# Links first, so that those of overdue results are counted in a dry run as they are without.
STEPS = (
    (
        delete_old_links,
        ngettext_lazy("Deleted %d ended public link.", "Deleted %d ended public links."),
        ngettext_lazy("Would delete %d ended public link.", "Would delete %d ended public links."),
    ),
    (
        delete_unfinished,
        ngettext_lazy("Deleted %d unfinished attempt.", "Deleted %d unfinished attempts."),
        ngettext_lazy(
            "Would delete %d unfinished attempt.", "Would delete %d unfinished attempts."
        ),
    ),
    (
        delete_overdue,
        ngettext_lazy("Deleted %d overdue result.", "Deleted %d overdue results."),
        ngettext_lazy("Would delete %d overdue result.", "Would delete %d overdue results."),
    ),
    (
        delete_lost_answers,
        ngettext_lazy("Deleted %d answer of a lost result.", "Deleted %d answers of lost results."),
        ngettext_lazy(
            "Would delete %d answer of a lost result.", "Would delete %d answers of lost results."
        ),
    ),
    (
        delete_fingerprints,
        ngettext_lazy("Deleted %d old fingerprint.", "Deleted %d old fingerprints."),
        ngettext_lazy("Would delete %d old fingerprint.", "Would delete %d old fingerprints."),
    ),
)


class Command(BaseCommand):
    help = (
        "Deletes public links that ended long ago, attempts that were left unfinished, results "
        "after the day until which they are kept, and fingerprints of what was deleted long ago. "
        "Run it once a day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        now, dry_run = timezone.now(), options["dry_run"]
        for delete, done, would in STEPS:
            count = delete(now=now, dry_run=dry_run)
            if options["verbosity"]:
                self.stdout.write((would if dry_run else done) % count)
        checkpoint()  # so that nothing of it stays in an SQLite file
