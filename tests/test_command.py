"""The command line: what it refuses in a sentence, before anything is made or changed."""

import os
import sqlite3
import subprocess
import sys

import pytest

from careerquiz import command, paths

pytestmark = pytest.mark.slow
MANAGE = "manage.py"
# What else may be said before an answer, by what stands around and runs beside it.
PASSED_OVER = ("DATABASE_URL is set", paths.WAITING)
# Runs one command after the other in one process, which saves starting Django for each.
ALL = """
import sys
from careerquiz.command import manage
from careerquiz.terminal import exit_code
for name in sys.argv[1:]:
    print(name, exit_code(manage, [name]), file=sys.stderr)
"""
DATA = ["jobs", "prune", "check_catalog", "export_catalog", "export_careers", "load_catalog"]
DATA += ["load_careers", "publish_catalog"]


def process(*args, **environment):
    """Exit code, output and error output of this Python with the arguments."""
    ours = ("DJANGO_", "CAREERQUIZ_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, *args],
        cwd=paths.BASE_DIR,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def foreign(tmp_path):
    """A database with a table of another project."""
    path = tmp_path / "shop.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE shop_order (id INTEGER)")
    return path


@pytest.mark.parametrize("is_there", [False, True])
def test_data_commands_without_tables_say_what_to_run_first(tmp_path, is_there):
    path = tmp_path / "quiz.sqlite3"
    if is_there:
        path.touch()
    code, said, complaint = process("-c", ALL, *DATA, DATABASE_URL=f"sqlite:///{path}")
    first = (
        f"Nothing was done: the SQLite database {path} lacks tables of this version of careerquiz. "
        "Run this first: python3 run.py migrate"
    )
    assert complaint.splitlines() == [line for name in DATA for line in (first, f"{name} 1")]
    assert (code, said) == (0, "")
    assert path.exists() == is_there


def test_content_file_is_checked_without_a_database(tmp_path):
    url = f"sqlite:///{tmp_path / 'quiz.sqlite3'}"
    code, said, _ = process(MANAGE, "check_catalog", "roles/seed/catalog.yaml", DATABASE_URL=url)
    assert code == 0
    assert said
    assert list(tmp_path.iterdir()) == []


def test_database_of_another_project_is_refused_and_left_alone(foreign):
    before, names = foreign.read_bytes(), ["migrate", "prune", "createsuperuser"]
    code, said, complaint = process("-c", ALL, *names, DATABASE_URL=f"sqlite:///{foreign}")
    refusal = (
        f"DATABASE_URL names the SQLite database {foreign}, which holds another project's tables, "
        "such as shop_order. Nothing was written to it. Set DATABASE_URL to an empty database, or "
        "unset it to use the default one."
    )
    assert (code, said) == (0, "")
    said = [line for line in complaint.splitlines() if not line.startswith(PASSED_OVER)]
    assert said == [line for name in names for line in (refusal, f"{name} 1")]
    assert foreign.read_bytes() == before
    assert [path.name for path in foreign.parent.iterdir()] == [foreign.name]


def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, " * 100)
    code, _, complaint = process(MANAGE, "migrate", DATABASE_URL=f"sqlite:///{path}")
    why = f"careerquiz cannot use the SQLite database {path}: file is not a database\n"
    assert (code, complaint.splitlines(keepends=True)[-1]) == (1, why)
    assert path.read_text().startswith("Dear reader, ")


def test_database_that_the_shell_names_is_named_before_its_tables_are_made(tmp_path):
    path = tmp_path / "quiz.sqlite3"
    code, _, complaint = process(MANAGE, "migrate", "auth", DATABASE_URL=f"sqlite:///{path}")
    assert (code, complaint) == (0, f"DATABASE_URL is set: using the SQLite database {path}.\n")


def test_settings_of_another_project_are_ignored_with_a_line():
    code, said, complaint = process(MANAGE, "version", DJANGO_SETTINGS_MODULE="shop.settings")
    line = "Ignoring DJANGO_SETTINGS_MODULE=shop.settings, which belongs to another project.\n"
    assert (code, complaint) == (0, line)
    assert said.startswith("5.2.")


def test_settings_of_another_project_do_not_reach_the_server_either():
    code = "import careerquiz.wsgi, os; print(os.environ['DJANGO_SETTINGS_MODULE'])"
    given = {"CAREERQUIZ_SECRET_KEY": "correct-horse-battery-staple-" * 2}
    given |= {"CAREERQUIZ_HOSTS": "quiz.example.org", "DJANGO_SETTINGS_MODULE": "shop.settings"}
    done = process("-c", code, DATABASE_URL="sqlite://:memory:", **given)
    assert done[:2] == (0, "careerquiz.settings\n")
    assert done[2].startswith("Ignoring DJANGO_SETTINGS_MODULE=shop.settings,")


def test_local_server_does_not_start_in_production():
    given = {"CAREERQUIZ_SECRET_KEY": "correct-horse-battery-staple-" * 2}
    given |= {"CAREERQUIZ_HOSTS": "quiz.example.org", "CAREERQUIZ_MODE": "production"}
    done = process("-m", "careerquiz.command", "--port=8765", **given)
    text = "This is the local server. In production mode, start this: gunicorn careerquiz.wsgi\n"
    assert done == (1, "", text)


def test_help_of_the_installed_command_names_its_ways(capsys):
    assert command.run(["--help"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split() == [
        *paths.PROGRAM.split(),
        *("COMMAND", "[...]", "any", "other", "command;", '"help"', "lists", "them"),
    ]


def test_database_in_memory_is_not_served(tmp_path):
    environment = {"DATABASE_URL": "sqlite://:memory:", "CAREERQUIZ_DATA_DIR": str(tmp_path)}
    code, said, errors = process("-m", "careerquiz.command", "--port", "8939", **environment)

    assert (code, said) == (1, "")
    assert "DATABASE_URL names a database in memory" in errors


def test_developing_in_production_is_refused_before_anything_is_asked_for():
    code, _said, errors = process("-m", "careerquiz.command", "dev", CAREERQUIZ_MODE="production")

    assert code == 1
    assert errors == "dev serves in local mode only: unset CAREERQUIZ_MODE, or set it to local.\n"


def test_database_of_a_first_start_is_for_its_owner_alone(tmp_path):
    tmp_path.chmod(0o755)
    code, _said, errors = process(MANAGE, "migrate", "auth", CAREERQUIZ_DATA_DIR=str(tmp_path))

    assert (code, errors) == (0, "")
    assert (tmp_path / "careerquiz.sqlite3").stat().st_mode & 0o777 == 0o600
