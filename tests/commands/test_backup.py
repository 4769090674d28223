"""`backup` and `restore` at the command line, on a database of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import OURS
from tests.services.test_backups import connect, content

ROOT = Path(__file__).resolve().parent.parent.parent
POSTGRESQL = "postgresql://ada:s3cr3t@db.example.org:5433/quiz"


def manage(folder, *args, database="sqlite:///live.sqlite3"):
    """Runs a command in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(  # noqa: S603  # our own code
        [sys.executable, ROOT / "manage.py", *args],
        cwd=folder,
        env=kept | {"DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_backup_and_restore_of_an_older_one_bring_it_up_to_date(tmp_path):
    manage(tmp_path, "migrate", "--verbosity", "0")
    made = manage(tmp_path, "backup", "backup.sqlite3")
    before = content(tmp_path / "backup.sqlite3")
    with connect(tmp_path / "backup.sqlite3") as opened:  # the last one only changed a help text
        opened.execute(
            "DELETE FROM django_migrations WHERE name = '0003_logentry_add_action_flag_choices'"
        )
    with connect(tmp_path / "live.sqlite3") as opened:
        opened.execute("DELETE FROM auth_group_permissions")
    restored = manage(tmp_path, "restore", "backup.sqlite3")
    again = manage(tmp_path, "backup", "again.sqlite3")

    assert made.stdout == "Wrote backup.sqlite3. Keep it as private as the answers in it.\n"
    assert (made.returncode, restored.returncode, again.returncode) == (0, 0, 0)
    first, second = restored.stdout.splitlines()
    assert first.startswith("What was stored before is in live-before-")
    assert second == "Restored backup.sqlite3. Restart servers that are running."
    assert len(content(tmp_path / "again.sqlite3")) == len(before)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            "backup",
            "No backup was made. There is no database at live.sqlite3 yet: "
            "start the site once first.",
        ),
        ("restore", "Nothing was restored. backup: No such file or directory"),
        ("copy_database", "Nothing was copied. backup: No such file or directory"),
    ],
)
def test_refusal_is_one_sentence_and_makes_nothing(tmp_path, command, said):
    done = manage(tmp_path, command, "backup")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"CommandError: {said}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (
            "backup",
            "Nothing was written: this database is backed up with\npg_dump --format=custom "
            "'--file=my backup' --host=db.example.org --port=5433 --username=ada --dbname=quiz",
        ),
        (
            "restore",
            "Nothing was restored: this database is restored with\npg_restore --clean --if-exists "
            "--no-owner --single-transaction --host=db.example.org --port=5433 --username=ada "
            "--dbname=quiz 'my backup'",
        ),
    ],
)
def test_postgresql_is_left_to_its_own_programs(tmp_path, command, line):
    done = manage(tmp_path, command, "my backup", database=POSTGRESQL)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"CommandError: {line}\n"
