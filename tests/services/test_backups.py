"""Backups: whole, private, ours; made and taken back while others read and write."""

import os
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from roles.services.backups import BackupRefused, back_up, restore

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="These are files of SQLite."),
]

NOW = datetime(2026, 11, 28, 5, 53, 46, tzinfo=UTC)
KEPT = "live-before-20261128-055346.sqlite3"


def connect(path):
    return closing(sqlite3.connect(path, isolation_level=None))


def content(path):
    """All that a database holds, as statements that would make it anew."""
    with connect(path) as opened:
        return list(opened.iterdump())


def add(opened, number):
    opened.execute(
        "INSERT INTO roles_endedtoken (digest, ended_at) VALUES (?, ?)", (f"{number:064}", str(NOW))
    )


def digests(path):
    with connect(path) as opened:
        rows = opened.execute("SELECT digest FROM roles_endedtoken ORDER BY id").fetchall()
        return [int(digest) for (digest,) in rows]


@pytest.fixture
def live(db, tmp_path):
    """A site's database, whose row stands in its write-ahead log alone."""
    path = tmp_path / "live.sqlite3"
    with connect(connection.settings_dict["NAME"]) as source, connect(path) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
    with connect(path) as writer:
        add(writer, 1)
        yield path


@pytest.fixture
def backup(live, tmp_path):
    """A backup of it; after that, the site has gone on."""
    path = tmp_path / "backup.sqlite3"
    back_up(database=live, target=path)
    with connect(live) as writer:
        add(writer, 2)
    return path


def refusal(call, **arguments):
    with pytest.raises(BackupRefused) as refused:
        call(**arguments)
    return str(refused.value)


# --- making one


def test_backup_holds_the_log_in_one_private_file(live, tmp_path):
    target = tmp_path / "out" / "backup.sqlite3"
    target.parent.mkdir()
    back_up(database=live, target=target)

    assert content(target) == content(live)
    assert digests(target) == [1]
    assert [path.name for path in target.parent.iterdir()] == ["backup.sqlite3"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_backup_under_load_is_a_moment_of_it_and_restores_to_the_same(live, tmp_path):
    target, other, stop = tmp_path / "backup", tmp_path / "other.sqlite3", threading.Event()

    def write():
        with connect(live) as writer:
            number = 1
            while not stop.is_set():
                add(writer, number := number + 1)

    thread = threading.Thread(target=write)
    thread.start()
    for _time in range(5):
        back_up(database=live, target=target, replaces=True)
        found = digests(target)
        assert found == list(range(1, len(found) + 1))
    stop.set()
    thread.join()
    assert len(digests(live)) > len(found)

    restore(database=other, backup=target, now=NOW)
    assert content(other) == content(target)


def test_backup_never_replaces_a_file_unless_told_to(live, tmp_path):
    target = tmp_path / "earlier.sqlite3"
    target.write_bytes(b"SQLite format 3\0 of last week")

    said = refusal(back_up, database=live, target=target)
    assert said == f"{target} is there already: name another file, or add --overwrite."
    assert target.read_bytes() == b"SQLite format 3\0 of last week"
    back_up(database=live, target=target, replaces=True)
    assert digests(target) == [1]


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.write_text("a secret key")])
def test_backup_overwrites_nothing_but_a_database(live, tmp_path, make):
    target = tmp_path / "secret_key"
    make(target)
    before = target.stat()

    with pytest.raises(BackupRefused, match="is no backup, so it is not overwritten"):
        back_up(database=live, target=target, replaces=True)
    assert target.stat() == before


def test_backup_into_another_name_of_the_database_is_refused(live, tmp_path):
    target = tmp_path / "same.sqlite3"
    os.link(live, target)

    with pytest.raises(BackupRefused, match="the site's own database"):
        back_up(database=live, target=target, replaces=True)


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_backup_into_the_database_itself_is_refused(live, end):
    before = content(live)
    target = live.with_name(live.name + end)

    assert refusal(back_up, database=live, target=target, replaces=True) == (
        f"{target} is the site's own database: name another file."
    )
    assert content(live) == before


def test_backup_of_nothing_says_what_to_do(tmp_path):
    none = tmp_path / "none.sqlite3"

    assert refusal(back_up, database=none, target=tmp_path / "backup") == (
        f"There is no database at {none} yet: start the site once first."
    )
    assert list(tmp_path.iterdir()) == []


def test_backup_that_cannot_be_written_leaves_nothing(live, tmp_path):
    target = tmp_path / "no" / "backup"

    assert refusal(back_up, database=live, target=target) == (
        f"{target}: No such file or directory"
    )


def test_backup_of_a_damaged_database_leaves_nothing(backup, tmp_path):
    damage(backup)
    before = sorted(tmp_path.iterdir())

    assert "malformed" in refusal(back_up, database=backup, target=tmp_path / "new")
    assert sorted(tmp_path.iterdir()) == before


# --- taking one back


def damage(path):
    """Overwrites most of a file, but for its beginning."""
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (path.stat().st_size - 8192))


def test_restore_brings_all_back_and_keeps_what_was_there(live, backup, tmp_path):
    before, bytes_before = content(live), backup.read_bytes()
    kept = restore(database=live, backup=backup, now=NOW)

    assert kept == tmp_path / KEPT
    assert content(kept) == before
    assert digests(kept) == [1, 2]
    assert content(live) == content(backup)
    assert digests(live) == [1]
    assert backup.read_bytes() == bytes_before


def test_restore_leaves_a_reader_its_moment_and_the_next_one_the_backup(live, backup):
    with connect(live) as reader:
        reader.execute("BEGIN")
        count = "SELECT count(*) FROM roles_endedtoken"
        assert reader.execute(count).fetchone() == (2,)
        restore(database=live, backup=backup, now=NOW)
        assert reader.execute(count).fetchone() == (2,)
        reader.execute("COMMIT")
        assert reader.execute(count).fetchone() == (1,)
        add(reader, 3)
    assert digests(live) == [1, 3]


def test_restore_into_nothing_makes_a_private_database(backup, tmp_path):
    new = tmp_path / "var" / "new.sqlite3"

    assert restore(database=new, backup=backup, now=NOW) is None
    assert content(new) == content(backup)
    if os.name == "posix":
        assert stat.S_IMODE(new.stat().st_mode) == 0o600


def test_restore_takes_a_copied_file_with_its_log(live, tmp_path):
    copied, new = tmp_path / "copied", tmp_path / "new.sqlite3"
    copied.write_bytes(live.read_bytes())
    (tmp_path / "copied-wal").write_bytes((tmp_path / "live.sqlite3-wal").read_bytes())
    restore(database=new, backup=copied, now=NOW)

    assert digests(new) == [1]


def test_restore_over_a_damaged_database_keeps_its_files(backup, tmp_path):
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(backup.read_bytes())
    damage(broken)
    before = broken.read_bytes()
    kept = restore(database=broken, backup=backup, now=NOW)

    assert kept.read_bytes() == before
    assert content(broken) == content(backup)


# --- what is refused


def foreign(path):
    path.unlink()
    with connect(path) as opened:
        opened.execute("CREATE TABLE wp_posts (id INTEGER)")


def run(statement):
    def change(path):
        with connect(path) as opened:
            opened.execute(statement)

    return change


NEWER = "INSERT INTO django_migrations (app, name, applied) VALUES ('roles', '0999_x', '')"
REFUSED = {
    "text": (lambda path: path.write_text("Dear Ada"), "{} is no SQLite database."),
    "empty": (lambda path: path.write_bytes(b""), "{} is no SQLite database."),
    "none": (lambda path: path.unlink(), "{}: No such file or directory"),
    "damaged": (damage, "{}: database disk image is malformed"),
    "another": (foreign, "{} is no database of careerquiz."),
    "more": (
        run("CREATE TABLE wp_posts (id INTEGER)"),
        "{} holds tables that are not careerquiz's, such as wp_posts.",
    ),
    "newer": (
        run(NEWER),
        "{} was made by a newer careerquiz (roles.0999_x): update the code first.",
    ),
}


@pytest.mark.parametrize(("spoil", "said"), REFUSED.values(), ids=REFUSED)
def test_restore_of_what_is_not_ours_changes_nothing(live, backup, tmp_path, spoil, said):
    before = content(live)
    spoil(backup)

    assert refusal(restore, database=live, backup=backup, now=NOW) == said.format(backup)
    assert content(live) == before
    assert not (tmp_path / KEPT).exists()


def test_restore_over_another_projects_database_is_refused(backup, tmp_path):
    other = tmp_path / "other.sqlite3"
    other.touch()
    foreign(other)

    assert refusal(restore, database=other, backup=backup, now=NOW) == (
        f"{other} is no database of careerquiz."
    )
