"""Environments that run.py did not make, or may not change: used as they are, or refused."""

import os
import shutil
import subprocess
import sys

import pytest

from careerquiz import paths, requirements, virtualenv
from careerquiz.terminal import Trouble

ROOT = paths.BASE_DIR
pytestmark = pytest.mark.skipif(os.name != "posix", reason="uses links and shell scripts")
NO_WRITE = "run.py did not make .venv and does not change it"


@pytest.fixture
def project(tmp_path):
    """A folder whose .venv is somebody else's: the Python and the packages of these tests."""
    (tmp_path / "requirements.txt").write_text("django==5.2  # or a later 5\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "pyvenv.cfg").touch()
    script = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    virtualenv.venv_python(tmp_path).write_text(script)
    virtualenv.venv_python(tmp_path).chmod(0o755)
    return tmp_path


def refusal(project):
    with pytest.raises(Trouble) as trouble:
        virtualenv.python_for(project, "run", "/no/such/python")
    return str(trouble.value)


def everything(folder):
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize("args", [["prune"], ["--port", "8765"]])
def test_foreign_environment_that_lacks_packages_is_refused_and_left_alone(project, args):
    for name in ("run.py", "manage.py"):
        shutil.copy(ROOT / name, project)
    shutil.copytree(ROOT / "careerquiz", project / "careerquiz")
    (project / "requirements.txt").write_text("no-such-package==1.0\ndjango==99.0\n")
    before = everything(project / ".venv")
    command = [sys.executable, "run.py", *args]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60)  # noqa: S603  # our own
    assert everything(project / ".venv") == before
    assert (done.returncode, done.stdout) == (1, "")
    said, _, how = done.stderr.partition(". To install that: ")
    assert said.startswith(
        f"{NO_WRITE}, and .venv lacks no-such-package==1.0, django==99.0 (it has"
    )
    assert how.endswith(f"{project}/.venv/bin/python -r requirements.txt\n") or " -m pip " in how
    assert not (project / "var").exists()


def test_foreign_environment_that_has_what_is_required_is_used(project):
    before = everything(project)
    assert virtualenv.python_for(project, "run") == str(virtualenv.venv_python(project))
    assert everything(project) == before


def test_foreign_environment_without_a_python_that_works_is_refused(project):
    virtualenv.venv_python(project).write_text("#!/bin/sh\nexit 1\n")
    assert refusal(project) == (
        f"{NO_WRITE}, and .venv has no Python 3.11 or newer that works: "
        "move .venv away or mend it, then start again."
    )


def test_environment_behind_a_link_is_somebody_elses(project, tmp_path):
    virtualenv.write_mark(project, "run", "3.11 of another checkout")
    (project / ".venv").rename(tmp_path / "shared")
    (project / ".venv").symlink_to(tmp_path / "shared")
    assert not virtualenv.is_ours(project)


def test_empty_folder_is_nobodys(project):
    shutil.rmtree(project / ".venv")
    (project / ".venv").mkdir()
    assert virtualenv.is_ours(project)


def test_production_uses_our_own_environment_as_it_is(project, monkeypatch):
    monkeypatch.setenv("CAREERQUIZ_MODE", "production")
    virtualenv.write_mark(project, "run", "3.11 from before the update")
    assert virtualenv.python_for(project, "run") == str(virtualenv.venv_python(project))
    (project / "requirements.txt").write_text("no-such-package==1.0\n")
    before = everything(project)
    assert refusal(project).startswith(
        "In production mode run.py installs nothing, and .venv lacks no-such-package==1.0. "
    )
    assert everything(project) == before


def test_production_without_an_environment_uses_the_python_at_hand(project, monkeypatch):
    monkeypatch.setenv("CAREERQUIZ_MODE", "production")
    shutil.rmtree(project / ".venv")
    assert virtualenv.python_for(project, "run") == sys.executable
    assert not (project / ".venv").exists()


# --- what an environment lacks


@pytest.mark.parametrize(
    ("line", "lacking"),
    [
        ("Django==5.2.19", []),
        ("django==5.2.18", []),
        ("django==5.2.20", ["django==5.2.20 (it has 5.2.19)"]),
        ("django==4.2.1", ["django==4.2.1 (it has 5.2.19)"]),
        ("types_PyYAML==6.0.12.20261113", []),
        ("whitenoise[brotli]==6.12.0", ["whitenoise==6.12.0"]),
        (f"gunicorn==27.0.1; sys_platform != '{sys.platform}'", []),
        ("gunicorn==27.0.1; sys_platform != 'other'", ["gunicorn==27.0.1"]),
        ("-r requirements-scale.txt", []),
    ],
)
def test_pins_are_compared_with_what_is_installed(line, lacking):
    packages = {"django": "5.2.19", "types-pyyaml": "6.0.12.20261113"}
    assert requirements.unsatisfied([line], packages) == lacking


def test_requirements_of_this_checkout_are_all_seen_as_pins():
    lines = requirements.requirement_lines(ROOT, "test")
    others = [line for line in lines if not requirements.PIN.fullmatch(line)]
    assert others == ["-r requirements.txt", "-r requirements-scale.txt"]


def test_what_to_type_fits_the_environment(project, monkeypatch):
    inside, file = str(virtualenv.venv_python(project)), "requirements.txt"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    lines = [virtualenv._pip_line(inside, file, has_pip) for has_pip in (True, False)]
    monkeypatch.setattr(shutil, "which", lambda name: name)
    lines.append(virtualenv._pip_line(inside, file, False))
    lines.append(virtualenv._pip_line("/usr/bin/python3", file, True))
    assert lines == [
        f"{inside} -m pip install -r {file}",
        f"python3 -m pip --python {inside} install -r {file}",
        f"uv pip install --python {inside} -r {file}",
        f"python3 -m venv .venv && .venv/bin/python -m pip install -r {file}",
    ]
