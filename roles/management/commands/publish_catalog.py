"""Publishes the draft as the next version, as the admin's publish page does."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roles.domain.errors import (
    CatalogError,
    ChecksFailed,
    DraftHasMoved,
    ExperimentRunning,
    NothingToPublish,
)
from roles.management.catalogs import check_report
from roles.services.publishing import publish_draft
from roles.wording.changes import published_sentences
from roles.wording.experiments import unpublished_sentence


class Command(BaseCommand):
    help = "Freezes the draft, of catalog and role pages, as the next version and puts it in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--note", default="", help="what this version is for")
        parser.add_argument("--author", default="command line", help="who publishes")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        try:
            published = publish_draft(author=options["author"], note=options["note"])
        except NothingToPublish:
            said = [_("Nothing to publish: the draft has no changes.")]
        except CatalogError as error:
            message = _("The draft cannot be published:\n%s") % error
            raise CommandError(message) from error
        except ChecksFailed as error:
            why = check_report(error.checks, error.catalog)
            message = _("The draft cannot be published: it fails these checks.\n%s") % why
            raise CommandError(message) from error
        except ValidationError as error:
            raise CommandError(str(error)) from error
        except ExperimentRunning as error:
            raise CommandError(unpublished_sentence()) from error
        except DraftHasMoved as error:
            message = _("Somebody else published at the same moment. Look again, then repeat.")
            raise CommandError(message) from error
        else:
            said = published_sentences(published)
        if options["verbosity"]:
            self.stdout.write("\n".join(said))
