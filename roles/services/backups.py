"""Backups of an SQLite database: one whole file each, made and taken back while the site runs.

Both go through SQLite's own online backup, so what stands in the write-ahead log is included and
nobody sees half of it.
"""

import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

BEGINNING = b"SQLite format 3\0"
FIRST = ("roles", "0001_catalog_draft_and_versions")  # only a database of ours has that migration
BESIDE = ("-wal", "-shm")  # files that belong to a database


class BackupRefused(Exception):
    """Why nothing was written or restored: a sentence, and what to do."""


def back_up(*, database: Path, target: Path, replaces: bool = False) -> None:
    """Writes a database into a file of its own, which its owner alone can read.

    The file appears whole or not at all.

    Args:
        replaces: whether a file may be there already.

    Raises:
        BackupRefused: when there is no database or it is damaged; when the target is there, is
            the database itself or cannot be written.
    """
    _refuse_database_itself(database, target)
    if not database.exists():
        raise BackupRefused(
            _("There is no database at %(path)s yet: start the site once first.")
            % {"path": database}
        )
    if target.exists() and not replaces:
        told = _("%(path)s is there already: name another file, or add --overwrite.")
        raise BackupRefused(told % {"path": target})
    if target.exists() and not _is_sqlite(target):
        told = _("%(path)s is no backup, so it is not overwritten: name another file.")
        raise BackupRefused(told % {"path": target})
    with _sentences(target):
        _write(database, target, replaces)


def restore(*, database: Path, backup: Path, now: datetime) -> Path | None:
    """Puts what a backup holds in the place of what the database holds, in one transaction.

    The backup is not touched. Its tables may be older than the code: then migrate afterwards.

    Returns:
        The file with what the database held before; None when there was none.

    Raises:
        BackupRefused: when the backup is none of ours, damaged or newer than the code, or when
            the database is another project's. Nothing was changed then.
    """
    _refuse_database_itself(database, backup)
    with checked_copy(backup) as copy, _sentences(database):
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = _set_aside(database, now)
        os.close(os.open(database, os.O_WRONLY | os.O_CREAT, 0o600))
        with closing(_open(copy)) as source, closing(_open(database)) as live:
            source.backup(live)
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return kept


@contextmanager
def checked_copy(backup: Path) -> Iterator[Path]:
    """A private copy of a backup that is whole and ours, for as long as the context lasts.

    Raises:
        BackupRefused: when it is not.
    """
    with tempfile.TemporaryDirectory() as folder, _sentences(backup):
        copy = Path(folder) / "backup.sqlite3"
        if backup.exists() and not _is_sqlite(backup):
            raise BackupRefused(_("%(path)s is no SQLite database.") % {"path": backup})
        shutil.copyfile(backup, copy)
        log = backup.with_name(f"{backup.name}-wal")
        if log.exists():  # somebody copied a live database with its log
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
        with closing(_open(copy)) as opened:
            _refuse_damaged(opened)
            _refuse_foreign(opened, backup)
            _refuse_newer(opened, backup)
        yield copy


# --- what both do


def _open(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there."""
    address = f"{path.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=5, isolation_level=None)


def _write(database: Path, target: Path, replaces: bool = False) -> None:
    part = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(database, part)
        _put_in_place(part, target, replaces)
    finally:
        part.unlink(missing_ok=True)


def _copy(database: Path, target: Path) -> None:
    with closing(_open(database)) as source, closing(_open(target)) as copy:
        # In one step: in several, it would begin anew with every write of the running site.
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        _refuse_damaged(copy)


def _put_in_place(part: Path, target: Path, replaces: bool) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if replaces:
        part.replace(target)
        return
    try:
        os.link(part, target)  # unlike a rename, this refuses a file that came meanwhile
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        part.rename(target)


def _set_aside(database: Path, now: datetime) -> Path | None:
    """Keeps what the database holds in a file with a date in its name."""
    if not database.exists():
        return None
    kept = database.with_name(f"{database.stem}-before-{now:%Y%m%d-%H%M%S}{database.suffix}")
    try:
        with closing(_open(database)) as opened:
            if _tables(opened):
                _refuse_foreign(opened, database)
        _write(database, kept)
    except sqlite3.DatabaseError:
        _move_away(database, kept)
    return kept


def _move_away(database: Path, kept: Path) -> None:
    """For a database that cannot be read any more: its files as they are."""
    for end in ("", *BESIDE):
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).rename(kept.with_name(kept.name + end))


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """What the system or SQLite say, as a refusal."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise BackupRefused(f"{path}: {why}") from error


# --- what is refused


def _refuse_database_itself(database: Path, file: Path) -> None:
    own = [database.with_name(database.name + end).resolve() for end in ("", *BESIDE)]
    if file.resolve() in own or (file.exists() and database.exists() and file.samefile(database)):
        raise BackupRefused(
            _("%(path)s is the site's own database: name another file.") % {"path": file}
        )


def _is_sqlite(path: Path) -> bool:
    """Whether a path is a file, and no device or folder, that begins as an SQLite database does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(BEGINNING)) == BEGINNING


def _refuse_damaged(opened: sqlite3.Connection) -> None:
    (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(_("the database is damaged: %(why)s") % {"why": found})


def _tables(opened: sqlite3.Connection) -> set[str]:
    rows = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows if not name.startswith("sqlite_")}


def _applied(opened: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(opened.execute("SELECT app, name FROM django_migrations"))


def _refuse_foreign(opened: sqlite3.Connection, path: Path) -> None:
    """Ours is a database in which each table belongs to one of our apps."""
    tables = _tables(opened)
    if "django_migrations" not in tables or FIRST not in _applied(opened):
        raise BackupRefused(_("%(path)s is no database of careerquiz.") % {"path": path})
    labels = {label for label, _name in MigrationLoader(None).disk_migrations}
    ours = tuple(f"{label}_" for label in (*labels, "django"))
    if foreign := sorted(name for name in tables if not name.startswith(ours)):
        told = _("%(path)s holds tables that are not careerquiz's, such as %(name)s.")
        raise BackupRefused(told % {"path": path, "name": foreign[0]})


def _refuse_newer(opened: sqlite3.Connection, path: Path) -> None:
    if newer := sorted(_applied(opened) - MigrationLoader(None).disk_migrations.keys()):
        told = _("%(path)s was made by a newer careerquiz (%(name)s): update the code first.")
        raise BackupRefused(told % {"path": path, "name": ".".join(newer[0])})
