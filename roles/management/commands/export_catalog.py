"""Writes the draft, or a published version, as a content file that `load_catalog` reads back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from roles.management.catalogs import draft_or_version
from roles.management.files import write_text
from roles.queries.catalog import catalog_yaml


class Command(BaseCommand):
    help = "Writes the draft catalog, or a published version, as YAML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="where to; standard output if left out"
        )
        parser.add_argument("--catalog-version", type=int, metavar="N", help="instead of the draft")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        text = catalog_yaml(draft_or_version(options["catalog_version"]))
        write_text(options["file"] and Path(options["file"]), text, self.stdout)
