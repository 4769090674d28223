"""Loads a content file into the draft; on a second run of the same file nothing is written."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roles.content.files import SEED
from roles.domain.errors import CatalogError
from roles.management.catalogs import read_file
from roles.management.files import refused
from roles.queries.catalog import has_draft, published_version
from roles.services.catalog import load_catalog, offer_catalog


class Command(BaseCommand):
    help = "Makes the draft catalog equal to a content file (by default the one the app ships)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SEED)
        parser.add_argument("--publish", action="store_true", help="then publish the draft")
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="leave a draft that holds anything, and a published version, as they are",
        )
        parser.add_argument(
            "--offer",
            action="store_true",
            help="after an update: put the new catalog that the app ships into the draft, once and "
            "unpublished, if the one it shipped before is in force and the draft has no changes",
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        only_if_empty = options["if_empty"]
        if options["offer"]:
            if options["publish"] or only_if_empty or Path(options["file"]) != SEED:
                raise CommandError(_("--offer takes no file and no other option."))
            self.offer(is_quiet=options["verbosity"] == 0)
            return
        if not (only_if_empty and has_draft()):
            self.load(Path(options["file"]), is_quiet=options["verbosity"] == 0)
        if options["publish"] and not (only_if_empty and published_version()):
            call_command(
                "publish_catalog",
                note=_("The content that the app ships"),
                verbosity=options["verbosity"],
                stdout=self.stdout,
            )

    def offer(self, *, is_quiet: bool) -> None:
        done = offer_catalog(catalog=read_file(SEED))
        told = {
            "offered": _(
                "The draft now holds the new catalog. Look at it in the admin, publish it."
            ),
            "unpublished": _("Nothing is published yet. To begin: load_catalog --publish"),
            "current": _("The catalog that the app ships is already live."),
            "own": _(
                "Nothing was done: the catalog in force is your own. To see the one that the app "
                "ships, save yours with export_catalog, then run load_catalog."
            ),
            "changed": _(
                "Nothing was done: the draft has changes that are not published. Publish or undo "
                "them, then run this again."
            ),
            "before": _(
                "Nothing was done: the new catalog was put into the draft once before. To load it "
                "again: load_catalog"
            ),
        }
        if not is_quiet:
            self.stdout.write(told[done])

    def load(self, path: Path, *, is_quiet: bool) -> None:
        try:
            reason = _("loaded from %s") % path.name[:80]
            is_written = load_catalog(catalog=read_file(path), reason=reason)
        except CatalogError as error:
            raise refused(path, error) from error
        if not is_quiet:
            loaded, equal = _("The draft now equals %s."), _("The draft already equals %s.")
            self.stdout.write((loaded if is_written else equal) % path.name)
