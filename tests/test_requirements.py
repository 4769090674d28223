"""The requirement files: exact versions, a reason in every line, and a lock that says the same."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = ["requirements.txt", "requirements-scale.txt", "requirements-dev.txt"]
PIN = re.compile(r"(?P<name>[A-Za-z0-9-]+)(?P<extras>\[[a-z,]+\])?==(?P<version>[0-9.]+)(;[^#]+)?")


def requirement_lines(name):
    """The lines that name a package, as (pin, reason)."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "-r "))]
    return [tuple(part.strip() for part in line.partition("#")[::2]) for line in lines]


def pins(name):
    """The version of each package named in the file."""
    found = [PIN.fullmatch(pin) for pin, _ in requirement_lines(name)]
    return {pin["name"].lower(): pin["version"] for pin in found}


def locked():
    """The version of each package in the lock file."""
    text = (ROOT / "requirements-lock.txt").read_text(encoding="utf-8")
    return dict(
        re.findall(r"^([a-z0-9-]+)==([0-9.]+(?:post[0-9]+)?)(?: ;.+)? \\$", text, re.MULTILINE)
    )


@pytest.mark.parametrize("name", FILES)
def test_requirements_name_exact_versions_and_a_reason_each(name):
    lines = requirement_lines(name)
    assert [pin for pin, _ in lines if not PIN.fullmatch(pin)] == []
    assert [pin for pin, reason in lines if len(reason) < 10] == []
    assert len(lines) >= 2


@pytest.mark.parametrize(("smaller", "larger"), [*pairwise(FILES)])
def test_requirements_of_more_start_from_the_ones_before(smaller, larger):
    assert (ROOT / larger).read_text().splitlines()[1] == f"-r {smaller}"


def test_lock_holds_every_requirement_of_the_app_in_the_same_version():
    wanted = pins("requirements.txt") | pins("requirements-scale.txt")
    assert {name: locked().get(name) for name in wanted} == wanted


def test_lock_gives_hashes_for_every_package():
    text = (ROOT / "requirements-lock.txt").read_text()
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(packages) == len(locked())
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_build_tools_of_the_package_are_those_of_the_tests():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = dict(pin.split("==") for pin in project["build-system"]["requires"])
    held = pins("requirements-dev.txt")
    assert {name: held.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("name", [*FILES, "requirements-lock.txt"])
def test_requirements_name_no_host_and_no_path(name):
    text = (ROOT / name).read_text()
    assert re.findall(r"https?:|file:|--index|--find-links=|^/.*|@", text, re.MULTILINE) == []
