"""`copy_database`, the move to another database: every row as it was, or none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection

from roles.models import EndedToken, Question, Result
from roles.services.backups import back_up
from roles.services.results import end_link
from tests.commands.test_backup import manage
from tests.factories import make_attempt, make_link, make_result, publish_seed
from tests.services.test_backups import connect, content
from tests.views.quiz_walk import OWNER

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="The move begins at SQLite."),
]

LONG_AGO = datetime(2025, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
USED = ("auth_user_groups", "auth_user_user_permissions", "django_admin_log", "django_session")
USED += ("roles_historicalquestion", "roles_catalogversion", "roles_attempt", "roles_result")
USED += ("roles_sharelink", "roles_endedtoken", "roles_rolepage")


def use():
    """Fills a database as years of use do: users, history, versions, attempts, results, links."""
    version = publish_seed()
    call_command("load_careers", publish=True, verbosity=0)
    ada = User.objects.create_superuser("ada", password="correct horse")
    ada.groups.add(Group.objects.get_or_create(name="Editors")[0])
    ada.user_permissions.set(Permission.objects.order_by("-pk")[:3])
    question = Question.objects.first()
    question._history_user = ada
    question.save()
    LogEntry.objects.log_actions(ada.pk, [question], CHANGE, change_message="x")
    session = SessionStore()
    session["key"] = "value"
    session.save()
    make_attempt(version, OWNER, pages=2)
    result = make_result(version, OWNER)
    make_link(result)
    end_link(link=make_link(result), now=LONG_AGO)
    EndedToken.objects.create(digest="0" * 64)
    EndedToken.objects.update(ended_at=LONG_AGO)
    Result.objects.update(finished_at=LONG_AGO)


def save(path):
    back_up(database=Path(connection.settings_dict["NAME"]), target=path)
    return path


def copy(old, new):
    return manage(old.parent, "copy_database", old.name, database=f"sqlite:///{new}")


def rows(path):
    """Every row as SQLite would write it anew, whatever the order of tables."""
    return sorted(line for line in content(path) if "sqlite_sequence" not in line)


@pytest.fixture
def new(transactional_db, tmp_path):
    """A database as migrations leave it, in which groups and permissions have keys of their own."""
    path = save(tmp_path / "new.sqlite3")
    with connect(path) as opened:
        opened.execute("INSERT INTO auth_group (id, name) VALUES (77, 'Editors of old')")
        opened.execute("UPDATE django_content_type SET id = id + 1000")
    return path


def test_copy_has_every_row_as_it_was(new, tmp_path):
    use()
    old = save(tmp_path / "old.sqlite3")
    done = copy(old, new)

    assert (done.returncode, done.stderr) == (0, "")
    assert rows(new) == rows(old)
    with connect(old) as opened:
        counts = [opened.execute(f"SELECT count(*) FROM {it}").fetchone() for it in USED]  # noqa: S608
    assert min(counts) > (0,)


STRAY = "INSERT INTO auth_user_groups (user_id, group_id) VALUES (999, 999)"
OLDER = "DELETE FROM django_migrations WHERE name = '0003_logentry_add_action_flag_choices'"
FULL = "INSERT INTO roles_endedtoken (digest, ended_at) VALUES ('x', '2026-11-28')"


@pytest.mark.parametrize(
    ("spoiled", "statement", "said"),
    [
        ("new.sqlite3", FULL, "The configured database is not empty: roles_endedtoken holds rows."),
        (
            "new.sqlite3",
            OLDER,
            "The tables of the configured database are older than the code: "
            "run migrate on it first.",
        ),
        (
            "old.sqlite3",
            OLDER,
            "The tables of old.sqlite3 are older than the code: run migrate on it first.",
        ),
        ("old.sqlite3", STRAY, "The row in table 'auth_user_groups' with primary key"),
    ],
    ids=["full", "old target", "old source", "breaks off"],
)
def test_copy_that_is_refused_or_breaks_off_leaves_nothing(new, tmp_path, spoiled, statement, said):
    old = save(tmp_path / "old.sqlite3")
    with connect(tmp_path / spoiled) as opened:
        opened.execute(statement)
    before = rows(new)
    done = copy(old, new)

    assert done.returncode == 1
    assert done.stderr.startswith(f"CommandError: Nothing was copied. {said}")
    assert rows(new) == before
