"""Which version this is, for those who watch over it. Visitors are not told."""

import tomllib
from functools import cache
from importlib.metadata import version

from careerquiz.paths import BASE_DIR, IS_CHECKOUT


@cache
def app_version() -> str:
    if not IS_CHECKOUT:
        return version("careerquiz")
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
