"""Checks a catalog as publishing does: the draft, a published version, or a content file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from roles.domain import lab
from roles.management.catalogs import catalog_in_file, check_report, draft_or_version
from roles.wording.checks import verdict_sentence


class Command(BaseCommand):
    help = (
        "Reports what the lab says of a catalog: each check with its figure and its bar. "
        "Ends with status 1 when a check fails; such a catalog cannot be published."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("file", nargs="?", type=Path, help="a content file; else the draft")
        chosen.add_argument("--catalog-version", type=int, metavar="N", help="a published version")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        path, number = options["file"], options["catalog_version"]
        catalog = catalog_in_file(Path(path)) if path else draft_or_version(number)
        checks = lab.check(catalog)
        self.stdout.write(check_report(checks, catalog))
        sentence = verdict_sentence(checks)
        if lab.failing(checks):
            raise CommandError(sentence)
        self.stdout.write(sentence)
