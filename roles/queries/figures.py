"""Reads of the figures that the app ships with its content."""

from functools import cache

from roles.content.expected_answers import EXPECTED_SEED, read_expected
from roles.content.figures import FIGURES_SEED, MeasuredCatalog, read_figures
from roles.domain.errors import CatalogError
from roles.domain.item_world import ExpectedAnswers
from roles.domain.measurement import Figures
from roles.domain.types import Catalog
from roles.models.versions import digest_of
from roles.queries.catalog import catalog_text


def figures_of(catalog: Catalog) -> Figures | None:
    """The figures measured on this very catalog; None when others or none were. No query."""
    measured = measured_seed()
    return measured.figures if catalog_digest(catalog) == measured.digest else None


def catalog_digest(catalog: Catalog) -> str:
    """The fingerprint of a catalog, as a version of it has it."""
    return digest_of(catalog_text(catalog))


@cache
def measured_seed() -> MeasuredCatalog:
    """What was measured on the catalog that the app ships; read once per process."""
    return read_figures(FIGURES_SEED.read_text(encoding="utf-8"))


def shipped_table(catalog: Catalog) -> ExpectedAnswers | None:
    """The expected answers that the app ships; None when they do not fit the catalog."""
    try:
        return read_expected(EXPECTED_SEED.read_text(encoding="utf-8"), catalog)
    except CatalogError:
        return None
