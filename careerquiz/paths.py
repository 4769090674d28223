"""Where things are: the code, and the data directory that everything is written to.

Standard library only, for run.py imports it before anything is installed.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from careerquiz.terminal import Trouble, note

try:
    import fcntl
except ImportError:  # Windows: two starts in the same moment are not kept apart there
    fcntl = None  # type: ignore[assignment]

BASE_DIR = Path(__file__).resolve().parent.parent  # never written to when installed by pip
IS_CHECKOUT = all((BASE_DIR / name).is_file() for name in ("run.py", "manage.py"))
# Holds templates/ and static/, which a wheel has inside the package: see pyproject.toml.
ASSETS_DIR = BASE_DIR if IS_CHECKOUT else BASE_DIR / "careerquiz"
PROGRAM = "python3 run.py" if IS_CHECKOUT else "careerquiz"  # as people type it
WAITING = "Another start is at work here; waiting for it..."


def data_dir() -> Path:
    """The directory of database, secret key, lock and test database. It need not exist yet.

    Raises:
        Trouble: when CAREERQUIZ_DATA_DIR is a relative path. It would mean another place for each
            directory that a server, a cron job and a person start in.
    """
    value = os.environ.get("CAREERQUIZ_DATA_DIR", "").strip()
    if not value:
        return BASE_DIR / "var" if IS_CHECKOUT else _user_data_dir()
    if not Path(value).is_absolute():
        raise Trouble(
            f"The environment variable CAREERQUIZ_DATA_DIR is {value!r}, which is not allowed. "
            "Allowed: an absolute path, such as /var/lib/careerquiz."
        )
    return Path(value)


def _user_data_dir() -> Path:
    """Where this system keeps a user's application data."""
    home = Path(os.path.expanduser("~"))
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "careerquiz"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "careerquiz"
    shared = Path(os.environ.get("XDG_DATA_HOME", ""))
    # A relative one is to be ignored, says the XDG Base Directory Specification.
    return (shared if shared.is_absolute() else home / ".local" / "share") / "careerquiz"


def make_data_dir() -> Path:
    """The data directory, made if missing, for its owner only.

    Raises:
        Trouble: when it cannot be made or written to.
    """
    path = data_dir()
    with contextlib.suppress(OSError):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (path.is_dir() and os.access(path, os.W_OK | os.X_OK)):
        raise Trouble(
            f"The data directory {path} cannot be written to. "
            "Set CAREERQUIZ_DATA_DIR to one that this user may write to."
        )
    return path


@contextlib.contextmanager
def only_one(lock: Path) -> Iterator[int]:
    """Keep other starts waiting that want the same lock file. Gives its file descriptor."""
    with open(lock, "w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                note(WAITING)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()
