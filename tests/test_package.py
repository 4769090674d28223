"""What `pip install` gets: a wheel with all that the site needs, and the words around it.

Built with the tools of requirements-dev.txt, without the network. `.ci/run` installs and starts it.
"""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

from tests.test_requirements import requirement_lines

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAME = f"careerquiz-{PROJECT['project']['version']}"


def run(*command, folder, **variables):
    """What this Python prints with these arguments."""
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def build(kind, source, target):
    """The one file that the build of this kind makes."""
    run("-m", "hatchling", "build", "-t", kind, "-d", str(target), folder=source)
    return next(target.iterdir())


def files_below(folder, prefix):
    """The files of the checkout that belong into the wheel, as they are called there."""
    return {
        f"{prefix}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    with zipfile.ZipFile(build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))) as file:
        yield file


@pytest.fixture(scope="module")
def metadata(wheel):
    return message_from_string(wheel.read(f"{NAME}.dist-info/METADATA").decode())


def test_wheel_holds_the_code_the_pages_and_the_content_and_nothing_else(wheel):
    wanted = files_below("careerquiz", "careerquiz") | files_below("roles", "roles")
    wanted |= files_below("templates", "careerquiz/templates")
    wanted |= files_below("static", "careerquiz/static")
    held = {name for name in wheel.namelist() if not name.startswith(f"{NAME}.dist-info/")}
    assert held == wanted
    assert {"roles/seed/careers.yaml", "roles/seed/catalog.yaml"} < held


def test_package_when_installed_finds_its_pages_styles_and_fonts_inside_itself(wheel, tmp_path):
    wheel.extractall(tmp_path / "site")
    code = (
        "import django; django.setup()\n"
        "from django.contrib.staticfiles import finders\n"
        "from django.template.loader import get_template\n"
        "print(get_template('base.html').origin)\n"
        "print(finders.find('css/base.css'))\n"
        "print(finders.find('fonts/NotoSans-Bold.ttf'))\n"
    )
    places = {"PYTHONPATH": str(tmp_path / "site"), "CAREERQUIZ_DATA_DIR": str(tmp_path / "data")}
    said = run("-c", code, folder=tmp_path, **places)
    package = tmp_path / "site" / "careerquiz"
    assert said.splitlines() == [
        str(package / "templates" / "base.html"),
        str(package / "static" / "css" / "base.css"),
        str(package / "static" / "fonts" / "NotoSans-Bold.ttf"),
    ]


def test_wheel_of_the_source_archive_is_the_wheel_of_the_checkout(wheel, tmp_path):
    archive = build("sdist", ROOT, tmp_path / "sdist")
    run("-m", "tarfile", "-e", str(archive), str(tmp_path), folder=tmp_path)
    with zipfile.ZipFile(build("wheel", tmp_path / NAME, tmp_path / "wheel")) as other:
        assert {entry.filename: entry.CRC for entry in other.infolist()} == {
            entry.filename: entry.CRC for entry in wheel.infolist()
        }


def test_wheel_asks_for_what_the_requirements_files_name(metadata):
    asked = {re.sub("[ ;].*", "", line) for line in metadata.get_all("Requires-Dist")}
    files = ("requirements.txt", "requirements-scale.txt")
    assert asked == {re.sub(";.*", "", pin) for name in files for pin, _ in requirement_lines(name)}
    assert metadata.get_all("Provides-Extra") == ["scale"]


def test_wheel_carries_the_licenses_of_the_code_and_the_fonts(wheel, metadata):
    names = metadata.get_all("License-File")
    assert names == [
        "LICENSE",
        "static/fonts/BricolageGrotesque-OFL.txt",
        "static/fonts/NotoSans-OFL.txt",
    ]
    for name in names:
        assert wheel.read(f"{NAME}.dist-info/licenses/{name}") == (ROOT / name).read_bytes()


def test_changes_begin_with_the_version_of_the_project():
    headings = re.findall("^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0].split()[0] == PROJECT["project"]["version"]


def test_ci_runs_on_each_python_that_the_package_names():
    named = [line.split()[-1] for line in PROJECT["project"]["classifiers"] if ":: 3." in line]
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    matrix = re.search(r"python: \[(.+)\]", workflow)[1]
    assert [version.strip('" ') for version in matrix.split(",")] == named
    assert "run: bash .ci/run" in workflow
