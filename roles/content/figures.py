"""The file of figures that `measure_catalog` writes: what pages may state of a catalog."""

from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter

from roles.content.files import SEED
from roles.domain.measurement import Figures

FIGURES_SEED = SEED.with_name("figures.json")


@dataclass(frozen=True, slots=True)
class MeasuredCatalog:
    """Figures, and the fingerprint of the catalog that they were measured on."""

    digest: str  # SHA-256 of the catalog's canonical text, as its version has it
    banks: int
    people: int
    seed: int
    figures: Figures


def read_figures(text: str) -> MeasuredCatalog:
    """What a file of figures holds.

    Raises:
        pydantic.ValidationError: when it is no such file.
    """
    return TypeAdapter(MeasuredCatalog).validate_json(text)


def figures_document(measured: MeasuredCatalog) -> dict[str, Any]:
    """The same as plain data: the inverse of `read_figures`."""
    return asdict(measured)
