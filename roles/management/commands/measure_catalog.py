"""Measures how well a catalog tells simulated people apart."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roles.content.expected_answers import EXPECTED_SEED, expected_beside, read_expected
from roles.content.figures import MeasuredCatalog, figures_document
from roles.domain import measurement, types
from roles.domain.errors import CatalogError
from roles.domain.item_world import ExpectedAnswers
from roles.management.catalogs import catalog_in_file, draft_or_version
from roles.management.files import read_text
from roles.queries.catalog import published_catalog
from roles.queries.figures import catalog_digest
from roles.wording.figures import figures_report


class Command(BaseCommand):
    help = (
        "Measures a catalog with simulated people: who is recognised and who is taken for whom, "
        "how many statements it takes, what stated probabilities are worth, and whether people "
        "who click without reading are told a clear result. Each figure comes with its standard "
        "error. Takes about a minute."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument(
            "file", nargs="?", type=Path, help="a content file; else the catalog in force"
        )
        chosen.add_argument("--catalog-version", type=int, metavar="N", help="a published version")
        chosen.add_argument("--draft", action="store_true", help="the draft")
        parser.add_argument(
            "--expected",
            type=Path,
            metavar="FILE",
            help="the answers expected of people in each job; else the file of that name beside "
            "the content file, or the one that the app ships where it fits",
        )
        parser.add_argument("--banks", type=int, default=measurement.BANKS, metavar="N")
        parser.add_argument("--people", type=int, default=measurement.PEOPLE, metavar="N")
        parser.add_argument("--seed", type=int, default=measurement.SEED, metavar="N")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        banks, people, seed = (options[name] for name in ("banks", "people", "seed"))
        if banks < 2 or people < 1:
            raise CommandError(_("Give at least 2 banks of at least 1 person each."))
        catalog = _catalog(options)
        expected = _expected(options, catalog)
        figures = measurement.measure(catalog, expected, banks=banks, people=people, seed=seed)
        if options["format"] == "text":
            self.stdout.write(figures_report(figures, catalog))
            return
        measured = MeasuredCatalog(catalog_digest(catalog), banks, people, seed, figures)
        document = _rounded(figures_document(measured))
        self.stdout.write(json.dumps(document, indent=1, ensure_ascii=False))


def _catalog(options: dict[str, Any]) -> types.Catalog:
    """The catalog that is meant.

    Raises:
        CommandError: when there is none, or none that can be read.
    """
    if options["file"]:
        return catalog_in_file(Path(options["file"]))
    if options["draft"] or options["catalog_version"] is not None:
        return draft_or_version(options["catalog_version"])
    catalog = published_catalog()
    if catalog is None:
        raise CommandError(_("Nothing is published yet: name a file, or the draft with --draft."))
    return catalog


def _expected(options: dict[str, Any], catalog: types.Catalog) -> ExpectedAnswers | None:
    """The table of expected answers that is meant; None when no table fits.

    Raises:
        CommandError: when the file named cannot be used.
    """
    path = options["expected"] or options["file"]
    try:
        if options["expected"]:
            return read_expected(read_text(Path(path)), catalog)
        if path:
            return expected_beside(Path(path), catalog)
    except CatalogError as error:
        message = _("The expected answers cannot be used:\n%s")
        raise CommandError(message % error) from error
    try:
        return read_expected(read_text(EXPECTED_SEED), catalog)
    except CatalogError:  # of another catalog than ours
        return None


def _rounded(held: Any) -> Any:  # noqa: ANN401  # plain data of any kind
    """The same with numbers to four digits: more are chance, and differ between machines."""
    if isinstance(held, dict):
        return {key: _rounded(value) for key, value in held.items()}
    return round(held, 4) if isinstance(held, float) else held
