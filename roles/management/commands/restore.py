"""Puts what a backup holds in the place of what the site stores."""

import shlex
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.management.databases import postgresql_options
from roles.services.backups import BackupRefused, restore


class Command(BaseCommand):
    help = (
        "Puts what a backup holds in the place of what the site stores, and keeps the latter in a "
        "file of its own. For PostgreSQL it says which program does that."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        backup: Path = options["file"]
        if connection.vendor != "sqlite":
            how = ["--clean", "--if-exists", "--no-owner", "--single-transaction"]
            line = ["pg_restore", *how, *postgresql_options(), str(backup)]
            told = _("Nothing was restored: this database is restored with\n%(line)s")
            raise CommandError(told % {"line": shlex.join(line)})
        connection.close()
        database = Path(connection.settings_dict["NAME"])
        try:
            kept = restore(database=database, backup=backup, now=timezone.now())
        except BackupRefused as refusal:
            told = _("Nothing was restored. %(why)s")
            raise CommandError(told % {"why": refusal}) from refusal
        if kept:
            self.stdout.write(_("What was stored before is in %(path)s.") % {"path": kept})
        try:
            call_command("migrate", interactive=False, verbosity=0)  # the backup may be older
        except (CommandError, DatabaseError) as error:
            told = _(
                "The backup was restored, but its tables could not be brought up to date: %(why)s"
            )
            raise CommandError(told % {"why": error}) from error
        self.stdout.write(
            _("Restored %(path)s. Restart servers that are running.") % {"path": backup}
        )
