"""What the requirement files ask for, and what an environment lacks of it.

Standard library only, for run.py imports it before anything is installed.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# What is installed for what. Each file names the one before with -r, so that the last has all.
REQUIREMENTS = {
    "run": ("requirements.txt",),
    "test": ("requirements.txt", "requirements-scale.txt", "requirements-dev.txt"),
}
PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)(?:\s*;\s*(.+))?")
# Run in another environment: what version its Python has, and which packages.
ASK = """
import json, sys
from importlib.metadata import distributions
packages = {item.metadata["Name"]: item.version for item in distributions()}
print(json.dumps([sys.version_info[:2], packages]))
"""


@dataclass(frozen=True)
class Environment:
    """A Python and the packages installed for it."""

    python: str
    version: tuple[int, ...]
    packages: dict[str, str]  # name as in PIN, normalised: version


def requirement_lines(root: Path, kind: str) -> list[str]:
    """The lines that matter to an installer: without comments, blank lines and spare blanks."""
    texts = [(root / name).read_text(encoding="utf-8") for name in REQUIREMENTS[kind]]
    lines = [re.sub(r"(^|\s)#.*", "", line) for text in texts for line in text.splitlines()]
    return [" ".join(line.split()) for line in lines if line.strip()]


def ask(python: str) -> Environment | None:
    """The environment of that Python; None when it does not start or is too old to tell."""
    try:
        done = subprocess.run(  # noqa: S603  # our own code
            [python, "-c", ASK],
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        version, packages = json.loads(done.stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
    named = {normalised(name): release for name, release in packages.items() if name}
    return Environment(python, tuple(version), named)


def normalised(name: str) -> str:
    """A package's name as all spellings of it are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def unsatisfied(lines: Iterable[str], packages: dict[str, str]) -> list[str]:
    """The pins that the packages do not satisfy. A later release of the same major one does:
    operators mend weaknesses before we do.
    """
    found = []
    for pin in filter(None, map(PIN.fullmatch, lines)):
        name, wanted, marker = pin.groups()
        if re.fullmatch(rf"sys_platform\s*!=\s*['\"]{sys.platform}['\"]", marker or ""):
            continue
        has = packages.get(normalised(name))
        if has is None or not _fits(has, wanted):
            found.append(f"{name}=={wanted}" + (f" (it has {has})" if has else ""))
    return found


def _fits(has: str, wanted: str) -> bool:
    numbers, least = ([int(part) for part in re.findall(r"\d+", text)] for text in (has, wanted))
    return numbers[:1] == least[:1] and numbers >= least
