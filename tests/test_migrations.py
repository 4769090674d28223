"""The migrations say what the models say, go all the way up and down, and have telling names."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
NAMES = sorted(path.stem for path in (ROOT / "roles" / "migrations").glob("0*.py"))

UP_DOWN_UP = """
import json
import django
from django.core.management import call_command
from django.db import connection

django.setup()

def schema():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'roles!_%' ESCAPE '!'")
        return dict(cursor.fetchall())

steps = []
for target in ([], ["roles", "zero"], []):
    call_command("migrate", *target, verbosity=0, interactive=False)
    steps.append(schema())
print(json.dumps(steps))
"""


@pytest.mark.django_db
def test_models_have_nothing_left_to_migrate(capsys):
    call_command("makemigrations", check_changes=True, dry_run=True)
    assert capsys.readouterr().out == "No changes detected\n"


def test_migrations_go_up_from_zero_down_to_zero_and_up_again(tmp_path):
    environment = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'up_down.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "careerquiz.settings",
    }
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-W", "error", "-c", UP_DOWN_UP],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    up, down, again = json.loads(done.stdout)
    assert "roles_question" in up
    assert down == {}
    assert again == up


@pytest.mark.parametrize("name", NAMES)
def test_migration_name_says_what_it_does(name):
    assert re.fullmatch(r"[0-9]{4}(_[a-z0-9]+){2,}", name)
    assert not re.search(r"_auto|_[0-9]{8}_|_initial$", name)


def test_migrations_are_numbered_one_by_one():
    assert [int(name[:4]) for name in NAMES] == list(range(1, len(NAMES) + 1))
