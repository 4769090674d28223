"""Content files on disk, as the commands read and write them."""

from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper
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


def write_text(path: Path | None, text: str, stdout: OutputWrapper) -> None:
    """Writes a file; to `stdout` when there is no path.

    Raises:
        CommandError: when it cannot be written.
    """
    if path is None:
        stdout.write(text, ending="")
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
