"""Checks a catalog as publishing does: the draft, a published version, or a content file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roles.domain import lab, types
from roles.domain.errors import CatalogError
from roles.management.catalogs import check_report, draft_or_version, read_file
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
        catalog = self.chosen(options["file"], options["catalog_version"])
        checks = lab.check(catalog)
        self.stdout.write(check_report(checks, catalog))
        sentence = verdict_sentence(checks)
        if lab.failing(checks):
            raise CommandError(sentence)
        self.stdout.write(sentence)

    def chosen(self, path: Path | None, number: int | None) -> types.Catalog:
        if path is None:
            return draft_or_version(number)
        try:
            return read_file(Path(path))
        except CatalogError as error:
            message = _("%(path)s holds no catalog that can be checked:\n%(why)s")
            raise CommandError(message % {"path": path, "why": error}) from error
