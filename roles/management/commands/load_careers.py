"""Loads a content file of the pages about roles into the draft; a second run writes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roles.content import files
from roles.content.files import CAREERS_SEED
from roles.domain.errors import CatalogError
from roles.management.files import read_text, refused
from roles.models import ContentVersion
from roles.queries.careers import draft_scope, has_content, parse_beside_draft
from roles.services.careers import load_careers
from roles.web.links import dead_links


class Command(BaseCommand):
    help = (
        "Makes the draft of the pages about roles equal to a file (by default the one the app "
        "ships)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=CAREERS_SEED)
        parser.add_argument(
            "--publish", action="store_true", help="then publish the draft, catalog included"
        )
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
        if dead := tuple(dead_links(content, draft_scope().roles or ())):
            raise refused(path, files.with_lines(CatalogError(dead), document))
        is_written = load_careers(content=content, reason=_("loaded from %s") % path.name[:80])
        if options["verbosity"]:
            loaded, equal = _("The draft now equals %s."), _("The draft already equals %s.")
            self.stdout.write((loaded if is_written else equal) % path.name)
        # What else is in the draft by then, such as a new catalog, is not for us to publish.
        is_kept = options["if_empty"] and ContentVersion.objects.exists()
        if options["publish"] and not is_kept:
            call_command("publish_catalog", verbosity=options["verbosity"], stdout=self.stdout)
