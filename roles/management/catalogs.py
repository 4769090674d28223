"""What the catalog's commands share: which catalog is meant, and the lab's report of it."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from django.core.management import CommandError
from django.utils.translation import gettext as _

from roles.content import files
from roles.domain import types
from roles.domain.errors import CatalogError
from roles.management.files import read_text
from roles.models import CatalogVersion
from roles.queries.catalog import draft_catalog, version_catalog
from roles.wording.checks import check_lines


def read_file(path: Path) -> types.Catalog:
    """The catalog in a content file.

    Raises:
        CommandError: when the file cannot be read.
        CatalogError: when what it holds is no catalog.
    """
    return files.read_catalog(read_text(path))


def catalog_in_file(path: Path) -> types.Catalog:
    """The catalog in a content file.

    Raises:
        CommandError: when the file cannot be read, or holds no catalog.
    """
    try:
        return read_file(path)
    except CatalogError as error:
        message = _("%(path)s holds no catalog that can be checked:\n%(why)s")
        raise CommandError(message % {"path": path, "why": error}) from error


def draft_or_version(number: int | None) -> types.Catalog:
    """The draft, or the version of that number.

    Raises:
        CommandError: when the draft is not complete or there is no such version.
    """
    if number is None:
        try:
            return draft_catalog()
        except CatalogError as error:
            raise CommandError(_("The draft is not complete:\n%s") % error) from error
    version = CatalogVersion.objects.filter(number=number).first()
    if version is None:
        raise CommandError(_("There is no version %s.") % number)
    return version_catalog(version)


def check_report(checks: Iterable[types.Check], catalog: types.Catalog) -> str:
    """A table for each kind of check, headed by its bar; what to do stands below its line."""
    lines = check_lines(checks, catalog)
    verdicts = max(len(line.verdict_word) for line in lines)
    subjects = max(len(line.about) for line in lines)
    texts = []
    for (what, bar), group in groupby(lines, key=lambda line: (line.what, line.bar)):
        texts.append(f"{what} ({bar})")
        for line in group:
            row = (line.verdict_word.ljust(verdicts), line.about.ljust(subjects), line.figure)
            texts.append("  ".join(("", *row)))
            if line.advice:
                texts.append(f"{'':{verdicts + 4}}{line.advice}")
    return "\n".join(texts)
