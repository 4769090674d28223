"""The set-up that run.py makes: when, in which steps, and how it heals. No network is used."""

import os
import shutil
import subprocess
import sys

import pytest

from careerquiz import installers, paths, virtualenv
from careerquiz.paths import WAITING, only_one
from careerquiz.requirements import REQUIREMENTS
from careerquiz.terminal import Trouble

ROOT = paths.BASE_DIR
pytestmark = pytest.mark.skipif(os.name != "posix", reason="uses shell scripts as stand-ins")
MAKE = "-m venv --without-pip .venv"
OPTIONS = "install --disable-pip-version-check --no-input --progress-bar=off"


@pytest.fixture(autouse=True)
def _no_uv(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)


@pytest.fixture
def fake_python(tmp_path):
    """Makes a stand-in for a Python: it notes its arguments and does what it is told to."""

    def make(when="nothing", do="echo sorry; exit 1", version="3.11"):
        path = tmp_path / "python"
        path.write_text(
            f'#!/bin/sh\ncase "$*" in "-I -S -c "*) echo {version}; exit;; esac\n'
            f'echo "$@" >> "{tmp_path}/calls"\ncase "$*" in\n  {when}) {do};;\n'
            '  *" venv "*) mkdir -p .venv/bin; cp "$0" .venv/bin/python;;\nesac\n'
        )
        path.chmod(0o755)
        return str(path)

    return make


@pytest.fixture
def project(tmp_path, fake_python):
    """A folder with the files that a set-up starts from, and a ready .venv that run.py made."""
    for name in REQUIREMENTS["test"]:
        (tmp_path / name).write_text(f"# {name}\n{name.partition('.')[0]}==1.0  # why\n")
    virtualenv.venv_python(tmp_path).parent.mkdir(parents=True)
    shutil.copy(fake_python(), virtualenv.venv_python(tmp_path))
    for kind in virtualenv.MARKS:
        virtualenv.write_mark(tmp_path, kind, virtualenv.wanted_mark(tmp_path, kind, "3.11"))
    (tmp_path / ".venv" / "psycopg").touch()  # what its operator put in there
    return tmp_path


def calls(folder):
    path = folder / "calls"
    return path.read_text().splitlines() if path.exists() else []


def pip(project, file, options="--no-compile "):
    return f"-m pip --python {virtualenv.venv_python(project)} {OPTIONS} {options}-r {file}"


def readiness(project):
    return {kind: virtualenv.is_ready(project, kind) for kind in virtualenv.MARKS}


def has_extra(project):
    return (project / ".venv" / "psycopg").exists()


# --- when


def test_set_up_of_a_ready_folder_runs_nothing(project):
    virtualenv.set_up(project, "test", "/no/such/python")
    assert calls(project) == []


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
    assert readiness(project) == ready


def test_readiness_outlives_changed_comments_and_blanks(project):
    text = "\n\n# another remark\n  requirements==1.0     # another reason\n\t\n"
    (project / "requirements.txt").write_text(text)
    assert readiness(project) == {"run": True, "test": True}


def test_readiness_is_lost_with_another_python_or_without_one(project, fake_python):
    shutil.copy(fake_python(version="3.12"), virtualenv.venv_python(project))
    assert readiness(project) == {"run": False, "test": False}
    virtualenv.venv_python(project).unlink()
    assert readiness(project) == {"run": False, "test": False}


# --- in which steps


def test_set_up_of_a_fresh_folder_makes_installs_and_marks(project, fake_python):
    shutil.rmtree(project / ".venv")
    virtualenv.set_up(project, "run", fake_python())
    assert calls(project) == [MAKE, pip(project, "requirements.txt")]
    assert readiness(project) == {"run": True, "test": False}


def test_set_up_for_tests_in_a_fresh_folder_installs_once(project, fake_python):
    shutil.rmtree(project / ".venv")
    virtualenv.set_up(project, "test", fake_python())
    assert calls(project) == [MAKE, pip(project, "requirements-dev.txt", "")]
    assert readiness(project) == {"run": True, "test": True}


def test_changed_requirements_are_installed_on_top_of_what_is_there(project, fake_python):
    (project / "requirements.txt").write_text("django==6.0")
    virtualenv.set_up(project, "run", fake_python())
    assert calls(project) == [pip(project, "requirements.txt")]
    assert has_extra(project)
    assert readiness(project) == {"run": True, "test": False}


def test_environment_whose_python_has_changed_is_made_anew(project, fake_python):
    shutil.copy(fake_python(version="3.10"), virtualenv.venv_python(project))
    virtualenv.set_up(project, "run", fake_python())
    assert calls(project)[0] == MAKE
    assert not has_extra(project)


@pytest.mark.parametrize("kind", ["run", "test"])
def test_set_up_that_broke_off_is_done_from_the_start(project, fake_python, kind):
    virtualenv.write_mark(project, kind, virtualenv.UNFINISHED)
    virtualenv.set_up(project, "test", fake_python())
    assert calls(project) == [MAKE, pip(project, "requirements-dev.txt", "")]
    assert not has_extra(project)
    assert readiness(project) == {"run": True, "test": True}


def test_broken_off_test_tools_do_not_hold_up_a_plain_start(project):
    virtualenv.write_mark(project, "test", virtualenv.UNFINISHED)
    virtualenv.set_up(project, "run", "/no/such/python")
    assert calls(project) == []


@pytest.mark.parametrize("step", ['*" venv "*', '*" install "*'])
def test_set_up_that_is_killed_starts_over_next_time(project, fake_python, step):
    shutil.rmtree(project / ".venv")
    code = "import pathlib, sys; from careerquiz import virtualenv; "
    code += "virtualenv.set_up(pathlib.Path(sys.argv[1]), 'run', sys.argv[2])"
    killing = fake_python(when=step, do="kill -9 $PPID")
    command = [sys.executable, "-c", code, str(project), killing]
    environment = {**os.environ, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603  # our own
    assert done.returncode == -9
    assert virtualenv.is_ours(project)
    virtualenv.set_up(project, "run", fake_python())
    assert calls(project).count(MAKE) == 2
    assert virtualenv.is_ready(project, "run")


def test_set_up_waits_for_another_one_in_the_same_folder(tmp_path):
    lock = tmp_path / "lock"
    code = f"from careerquiz.paths import only_one\nwith only_one({str(lock)!r}): print('done')"
    command = [sys.executable, "-c", code]
    with only_one(lock):
        other = subprocess.Popen(  # noqa: S603  # our own
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        first = other.stderr.readline()
    rest, _ = other.communicate(timeout=20)
    assert (first, rest) == (f"{WAITING}\n", "done\n")


# --- with which installer


def test_uv_installs_where_it_is_there(project, fake_python, monkeypatch):
    shutil.rmtree(project / ".venv")
    python = fake_python()
    monkeypatch.setattr(shutil, "which", {"uv": python}.get)
    virtualenv.set_up(project, "run", python)
    inside = virtualenv.venv_python(project)
    assert calls(project) == [MAKE, f"pip install --python {inside} -r requirements.txt"]


def test_pip_installs_where_uv_cannot(project, fake_python, monkeypatch, capsys):
    shutil.rmtree(project / ".venv")
    python = fake_python(when='"pip install"*')
    monkeypatch.setattr(shutil, "which", {"uv": python}.get)
    virtualenv.set_up(project, "run", python)
    assert calls(project)[2:] == [pip(project, "requirements.txt")]
    assert "uv could not install the packages; trying pip.\n" in capsys.readouterr().err


NO_PIP = 'echo "No module named pip"; exit 1'


@pytest.mark.parametrize(
    ("outside", "tried"),
    [
        (NO_PIP, ["-m pip install"]),
        ("echo 'no such option: --python'; exit 2", ["-m pip install"]),
    ],
)
def test_pip_inside_installs_where_the_one_outside_cannot(project, fake_python, outside, tried):
    shutil.rmtree(project / ".venv")
    virtualenv.set_up(project, "run", fake_python(when='*" --python "*', do=outside))
    assert calls(project)[2:] == [f"-m pip {OPTIONS} --no-compile -r requirements.txt"]
    assert virtualenv.is_ready(project, "run")


def test_pip_is_made_where_there_is_none(project, fake_python):
    shutil.rmtree(project / ".venv")
    do = f'[ -e "{project}/made" ] || {{ {NO_PIP}; }};;\n  *ensurepip) touch "{project}/made"'
    virtualenv.set_up(project, "run", fake_python(when='*" pip "*', do=do))
    assert [call.split()[1] for call in calls(project)] == [
        "venv",
        "pip",
        "pip",
        "ensurepip",
        "pip",
    ]
    assert virtualenv.is_ready(project, "run")


@pytest.mark.parametrize(
    ("missing", "package"),
    [('"-m venv"*', "python3-venv"), ('*"-m pip"*|*ensurepip', "python3-pip")],
)
def test_set_up_without_the_tools_names_what_to_install(project, fake_python, missing, package):
    shutil.rmtree(project / ".venv")
    with pytest.raises(Trouble) as trouble:
        virtualenv.set_up(project, "run", fake_python(when=missing, do=NO_PIP))
    assert str(trouble.value).splitlines()[-1].endswith(package)
    assert virtualenv.is_ours(project)
    assert not virtualenv.is_ready(project, "run")


def test_set_up_when_pip_fails_shows_its_words_and_goes_on_next_time(project, fake_python):
    (project / "requirements.txt").write_text("django==6.0")
    with pytest.raises(Trouble) as trouble:
        virtualenv.set_up(project, "run", fake_python(when='*" install "*', do="echo Oh; exit 1"))
    first, words, last = str(trouble.value).splitlines()
    assert first.startswith("The packages in requirements.txt could not be installed.")
    assert words == "  Oh"
    assert last == (
        "Check the network, and pip's proxy and index settings (pip config list), then start again."
    )
    virtualenv.set_up(project, "run", fake_python())
    assert has_extra(project)
    assert virtualenv.is_ready(project, "run")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("", ""),
        (
            "Looking in indexes: x\nCollecting a==1\n  Downloading a\nProcessing b.whl\n",
            "looking up packages: 2 so far",
        ),
        ("Collecting a\nInstalling collected packages: a, b, c", "2 of 3 packages"),
        ("Resolved 19 packages in 5ms\n", "2 of 12 packages"),
        ("Resolved 7 packages in 5ms\n", ""),
    ],
)
def test_progress_is_told_from_the_words_of_pip_and_uv(said, text):
    assert installers.progress_text(said, done=2, before=7) == text
