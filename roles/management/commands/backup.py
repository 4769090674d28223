"""Writes everything that the site stores into one file."""

import shlex
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from roles.management.databases import postgresql_options
from roles.services.backups import BackupRefused, back_up


class Command(BaseCommand):
    help = (
        "Writes everything that the site stores into one file, also while the site runs. "
        "For PostgreSQL it says which program does that."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--overwrite", action="store_true", help="replace the file if it is there already"
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        target: Path = options["file"]
        if connection.vendor != "sqlite":
            line = ["pg_dump", "--format=custom", f"--file={target}", *postgresql_options()]
            told = _("Nothing was written: this database is backed up with\n%(line)s")
            raise CommandError(told % {"line": shlex.join(line)})
        try:
            back_up(
                database=Path(connection.settings_dict["NAME"]),
                target=target,
                replaces=options["overwrite"],
            )
        except BackupRefused as refusal:
            raise CommandError(_("No backup was made. %(why)s") % {"why": refusal}) from refusal
        self.stdout.write(
            _("Wrote %(path)s. Keep it as private as the answers in it.") % {"path": target}
        )
