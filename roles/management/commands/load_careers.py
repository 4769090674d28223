"""Loads the content of the pages about roles; a second run of the same file writes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roles.content import files
from roles.content.files import CAREERS_SEED
from roles.domain.errors import CatalogError
from roles.management.files import read_text, refused
from roles.queries.careers import has_content, parse_beside_draft
from roles.services.careers import load_careers


class Command(BaseCommand):
    help = (
        "Makes the content of the pages about roles equal to a file (by default the one the app "
        "ships). Readers see it at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=CAREERS_SEED)
        parser.add_argument(
            "--if-empty", action="store_true", help="leave content that is there as it is"
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        if options["if_empty"] and has_content():
            return
        path = Path(options["file"])
        try:
            document = files.read(read_text(path))
        except CatalogError as error:
            raise refused(path, error) from error
        try:
            content = parse_beside_draft(document.content)
        except CatalogError as error:
            if options["if_empty"] and path == CAREERS_SEED:  # somebody began with other roles
                told = _("The pages that the app ships are about other roles, so none were loaded.")
                self.stderr.write(told)
                return
            raise refused(path, files.with_lines(error, document)) from error
        is_written = load_careers(content=content, reason=_("loaded from %s") % path.name[:80])
        if options["verbosity"]:
            loaded, equal = _("The pages now say what %s says."), _("The pages say what %s says.")
            self.stdout.write((loaded if is_written else equal) % path.name)
