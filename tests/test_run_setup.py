"""The set-up that run.py makes: when, in which steps, and how it heals. No network is used."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).resolve().parent
needs_posix = pytest.mark.skipif(os.name != "posix", reason="uses a shell script or a file lock")


@pytest.fixture
def project(tmp_path):
    """A folder with the files that a set-up starts from, and a ready .venv without any package."""
    for name in run.REQUIREMENTS["test"]:
        (tmp_path / name).write_text(f"# {name}\n")
    run.venv_python(tmp_path).parent.mkdir(parents=True)
    run.venv_python(tmp_path).touch()
    for kind in run.MARKS:
        run.write_mark(tmp_path, kind, run.wanted_mark(tmp_path, kind))
    return tmp_path


@pytest.fixture
def fake_python(tmp_path):
    """Makes a stand-in for a Python: it notes its arguments and does what it is told to."""

    def make(when="nothing", do="echo sorry; exit 1"):
        path = tmp_path / "python"
        path.write_text(
            f'#!/bin/sh\necho "$@" >> "{tmp_path}/calls"\ncase "$*" in\n'
            f"  {when}) {do};;\n"
            '  *" venv "*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python;;\nesac\n'
        )
        path.chmod(0o755)
        return str(path)

    return make


def calls(folder):
    return (folder / "calls").read_text().splitlines()


def test_set_up_of_a_ready_folder_runs_nothing(project):
    run.set_up(project, ["run", "test"], base="/no/such/python")
    assert not (project / "var").exists()


@pytest.mark.parametrize(
    ("changed", "ready"),
    [
        ("requirements.txt", {"run": False, "test": False}),
        ("requirements-dev.txt", {"run": True, "test": False}),
        ("requirements-scale.txt", {"run": True, "test": False}),
        (".venv/careerquiz-ready", {"run": False, "test": True}),
        ("README.md", {"run": True, "test": True}),
    ],
)
def test_readiness_is_lost_by_a_change_of_what_it_rests_on(project, changed, ready):
    with open(project / changed, "a") as file:
        file.write("x")
    assert {kind: run.is_ready(project, kind) for kind in run.MARKS} == ready


def test_readiness_is_lost_with_another_python_or_without_one(project):
    newer = run.wanted_mark(project, "run", version=(3, 99, 0))
    assert newer != run.wanted_mark(project, "run")
    assert run.wanted_mark(project, "run", (3, 99, 1)) == newer
    run.venv_python(project).unlink()
    assert not run.is_ready(project, "run")


@needs_posix
def test_set_up_of_a_fresh_folder_makes_installs_and_marks(project, fake_python):
    shutil.rmtree(project / ".venv")
    python = fake_python()
    run.set_up(project, ["run"], base=python)
    pip = "-m pip install --quiet --disable-pip-version-check --no-input -r requirements.txt"
    assert calls(project) == ["-m venv --clear .venv", "-m pip --version", pip]
    assert run.is_ready(project, "run")
    assert not run.is_ready(project, "test")
    assert stat.S_IMODE((project / "var").stat().st_mode) == 0o700


@needs_posix
def test_set_up_for_tests_adds_to_a_ready_environment(project, fake_python):
    shutil.copy(fake_python(), run.venv_python(project))
    (project / "requirements-dev.txt").write_text("# changed")
    run.set_up(project, ["run", "test"], base="/no/such/python")
    pip = "-m pip install --quiet --disable-pip-version-check --no-input -r requirements-dev.txt"
    assert calls(project) == ["-m pip --version", pip]
    assert run.is_ready(project, "test")


@needs_posix
@pytest.mark.parametrize("kind", ["run", "test"])
def test_set_up_that_broke_off_is_done_from_the_start(project, fake_python, kind):
    run.write_mark(project, kind, run.UNFINISHED)
    run.set_up(project, ["run", "test"], base=fake_python())
    assert calls(project)[0] == "-m venv --clear .venv"
    assert [call.split()[-1] for call in calls(project) if " install " in call] == [
        "requirements.txt",
        "requirements-dev.txt",
    ]
    assert run.is_ready(project, "run")
    assert run.is_ready(project, "test")


@needs_posix
def test_set_up_that_is_killed_while_pip_works_starts_over_next_time(project, fake_python):
    shutil.rmtree(project / ".venv")
    code = f"import pathlib, run; run.set_up(pathlib.Path({str(project)!r}), ['run'], {{!r}})"
    killing = fake_python(when='*" install "*', do="kill -9 $PPID")
    command = [sys.executable, "-c", code.format(killing)]
    done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603  # our own
    assert done.returncode == -9
    assert not run.is_ready(project, "run")
    run.set_up(project, ["run"], base=fake_python())
    assert calls(project).count("-m venv --clear .venv") == 2
    assert run.is_ready(project, "run")


def test_broken_off_test_tools_do_not_hold_up_a_plain_start(project):
    run.write_mark(project, "test", run.UNFINISHED)
    run.set_up(project, ["run"], base="/no/such/python")
    assert not (project / "var").exists()


@needs_posix
def test_set_up_waits_for_another_one_in_the_same_folder(project):
    code = "import pathlib, run\nwith run.only_one(pathlib.Path({!r})): run.say('done')"
    command = [sys.executable, "-c", code.format(str(project))]
    with run.only_one(project):
        other = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own
        first = other.stdout.readline()
    rest, _ = other.communicate(timeout=20)
    assert first == f"{run.WAITING}\n"
    assert rest == "done\n"


@needs_posix
def test_set_up_without_ensurepip_uses_the_pip_outside(project, fake_python):
    shutil.rmtree(project / ".venv")
    python = fake_python(when='"-m venv --clear .venv"|"-m pip --version"')
    run.set_up(project, ["run"], base=python)
    inside = run.venv_python(project)
    assert calls(project) == [
        "-m venv --clear .venv",
        "-m venv --clear --without-pip .venv",
        "-m pip --version",
        f"-m pip --python {inside} --version",
        f"-m pip --python {inside} install --quiet --disable-pip-version-check --no-input"
        " -r requirements.txt",
    ]
    assert run.is_ready(project, "run")


@needs_posix
@pytest.mark.parametrize(
    ("missing", "package"), [('"-m venv"*', "python3-venv"), ('"-m pip"*', "python3-pip")]
)
def test_set_up_without_the_tools_names_what_to_install(project, fake_python, missing, package):
    shutil.rmtree(project / ".venv")
    with pytest.raises(run.Trouble) as trouble:
        run.set_up(project, ["run"], base=fake_python(when=missing))
    assert str(trouble.value).splitlines()[-1].endswith(package)
    assert not run.is_ready(project, "run")


def test_set_up_when_pip_fails_shows_its_words_and_leaves_no_mark(project, monkeypatch):
    # This environment is a link to the tests' Python, which may be Debian's own: its pip refuses
    # everything, and what we want to see is how it refuses a package.
    monkeypatch.setenv("PIP_BREAK_SYSTEM_PACKAGES", "1")
    shutil.rmtree(project / ".venv")
    python = run.venv_python(project)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable) if os.name == "posix" else shutil.copy(sys.executable, python)
    (project / "requirements.txt").write_text("./does-not-exist\n")
    with pytest.raises(run.Trouble) as trouble:
        run.install(project, sys.executable, "run", lock=0)
    first, *middle, last = str(trouble.value).splitlines()
    assert first.startswith("The packages in requirements.txt could not be installed.")
    assert "./does-not-exist" in "\n".join(middle)
    assert last == (
        "Check the network, and pip's proxy and index settings (pip config list), then start again."
    )
    assert run.read_mark(project, "run") == ""
