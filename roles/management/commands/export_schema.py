"""Writes JSON Schema of both content files, so that editors complete and check them."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from pydantic import BaseModel

from roles.content.catalog import CatalogDocument
from roles.content.files import SEED
from roles.content.schema import ContentDocument
from roles.management.files import write_text

SCHEMAS: dict[str, type[BaseModel]] = {
    "catalog.schema.json": CatalogDocument,
    "careers.schema.json": ContentDocument,
}


class Command(BaseCommand):
    help = "Writes JSON Schema of the content files, for editors that complete and check YAML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=SEED.parent,
            help="where to; beside the content that the app ships if left out",
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        for name, document in SCHEMAS.items():
            text = json.dumps(document.model_json_schema(), indent=2, ensure_ascii=False)
            write_text(Path(options["folder"]) / name, f"{text}\n", self.stdout)
