"""Lists all that the pages about roles claim, with where it is from."""

import csv
from argparse import ArgumentParser
from dataclasses import astuple, fields
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roles.content import files
from roles.content.claims import Claim, claims, shares
from roles.content.documents import parse_content
from roles.content.schema import ContentDocument
from roles.domain.errors import CatalogError
from roles.management.files import read_text, refused
from roles.queries.careers import content_of, public_state
from roles.wording.claims import claim_line, share_line


class Command(BaseCommand):
    help = (
        "Lists every claim of the pages about roles: page, section, text, source, kind (official, "
        "study, FAQ, practice, our view, ours) and year, which is empty when there is none. What "
        "names no source is our view. Then says how much of each page is our view; with "
        "--format csv that goes to the error output, so that the list alone can be kept in a file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="a content file; else what is published"
        )
        parser.add_argument("--format", choices=("text", "csv"), default="text")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        path = options["file"]
        found = list(claims(_content(Path(path) if path else None)))
        is_csv = options["format"] == "csv"
        if is_csv:
            self._write_csv(found)
        else:
            for page, told in groupby(found, key=lambda claim: claim.page):
                self.stdout.write(page)
                for claim in told:
                    self.stdout.write(f"  {claim_line(claim)}")
        out = self.stderr if is_csv else self.stdout
        out.write(_("Share of our view:"), self.style.SUCCESS if is_csv else None)
        for share in shares(found):
            out.write(f"  {share_line(share)}", self.style.SUCCESS if is_csv else None)

    def _write_csv(self, found: list[Claim]) -> None:
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(field.name for field in fields(Claim))
        writer.writerows(map(astuple, found))


def _content(path: Path | None) -> ContentDocument:
    """What the file describes, or what is published when there is no path.

    Raises:
        CommandError: when it cannot be read, or when nothing is published yet.
    """
    if path is None:
        state = public_state()
        if state.content_version is None:
            raise CommandError(_("Nothing is published yet: name a file."))
        return content_of(state).careers
    try:
        document = files.read(read_text(path))
    except CatalogError as error:
        raise refused(path, error) from error
    try:
        return parse_content(document.content)
    except CatalogError as error:
        raise refused(path, files.with_lines(error, document)) from error
