"""Writes the content of the pages about roles as a file that `load_careers` reads back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from roles.management.files import write_text
from roles.queries.careers import content_yaml, draft_content_document


class Command(BaseCommand):
    help = "Writes the content of the pages about roles as YAML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="where to; standard output if left out"
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        path = options["file"] and Path(options["file"])
        write_text(path, content_yaml(draft_content_document()), self.stdout)
