"""Moves everything from an SQLite file into the database that DATABASE_URL names."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from roles.services.backups import BackupRefused
from roles.services.transfer import TransferRefused, copy_database


class Command(BaseCommand):
    help = (
        "Copies everything from an SQLite file of careerquiz, such as a backup, into the database "
        "that DATABASE_URL names. That one must be migrated and empty."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        try:
            count = copy_database(file=options["file"])
        except (BackupRefused, TransferRefused, DatabaseError) as error:
            raise CommandError(_("Nothing was copied. %(why)s") % {"why": error}) from error
        self.stdout.write(_("Copied %(count)d rows.") % {"count": count})
