"""What has to be there besides the database's answer for the quiz to be served: files."""

import logging
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

logger = logging.getLogger(__name__)
ROOM = 64 * 1024  # bytes; a page of answers takes a tenth of that


def has_room() -> bool:
    """Whether an SQLite database has room to write to. Other databases look after themselves."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return True
    folder = Path(str(database["NAME"]).removeprefix("file:")).parent
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(ROOM))
            file.flush()
    except OSError as error:
        logger.error("Nothing can be written to %s: %s", folder, error)
        return False
    return True


def has_static_files() -> bool:
    """Whether static files were collected, where pages name them by their content, before this
    process began."""
    names = getattr(staticfiles_storage, "hashed_files", None)
    if names is None:
        return True
    is_there = any(map(staticfiles_storage.exists, [*names.values()][:1]))
    if not is_there:
        logger.error("There are no static files: run collectstatic, then restart")
    return is_there
