"""Content files on disk, as the commands read and write them."""

import sys
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.utils.translation import gettext as _


def read_text(path: Path) -> str:
    """What a file holds.

    Raises:
        CommandError: when it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = _("%(path)s cannot be read: %(why)s")
        raise CommandError(message % {"path": path, "why": error}) from error


def write_text(path: Path | None, text: str, stdout: Any) -> None:  # noqa: ANN401  # what Django lets commands print to
    """Writes a file; to `stdout`, or the standard output if that is None, when there is no path.

    Raises:
        CommandError: when it cannot be written.
    """
    if path is None:
        # Not the command's own stdout: it would end the text with a second line break.
        (stdout or sys.stdout).write(text)
        return
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = _("%(path)s cannot be written: %(why)s")
        raise CommandError(message % {"path": path, "why": error}) from error


def refused(path: Path, error: Exception) -> CommandError:
    """That a file was refused whole, with every problem."""
    message = _("%(path)s was refused and nothing was changed:\n%(why)s")
    return CommandError(message % {"path": path, "why": error})
