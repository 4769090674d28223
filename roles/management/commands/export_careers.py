"""Writes the content of the pages about roles as a file that `load_careers` reads back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roles.management.files import write_text
from roles.models import ContentVersion
from roles.queries.careers import content_yaml, draft_content_document


class Command(BaseCommand):
    help = "Writes the draft of the pages about roles, or a published version, as YAML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="where to; standard output if left out"
        )

        parser.add_argument("--content-version", type=int, metavar="N", help="instead of the draft")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        path = options["file"] and Path(options["file"])
        number = options["content_version"]
        document = draft_content_document() if number is None else version_document(number)
        write_text(path, content_yaml(document), self.stdout)


def version_document(number: int) -> dict[str, Any]:
    """What the version of that number froze.

    Raises:
        CommandError: when there is none.
    """
    version = ContentVersion.objects.filter(number=number).first()
    if version is None:
        raise CommandError(_("There is no content version %s.") % number)
    document: dict[str, Any] = version.document
    return document
