"""The command line with Django at hand: `careerquiz` when installed, else what run.py hands over.

Without a command it serves the quiz; any other command is Django's (manage.py).
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, execute_from_command_line
from django.db import OperationalError

from careerquiz import serve
from careerquiz.listen import read_options, refuse_taken_port
from careerquiz.terminal import Trouble, exit_code


@contextlib.contextmanager
def django_ready() -> Iterator[None]:
    """Set Django up with our settings; what it refuses in there is told in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerquiz.settings")
    try:
        django.setup()
        yield
    except (ImproperlyConfigured, CommandError, OperationalError) as error:
        raise Trouble(f"careerquiz cannot start: {error}") from error


def manage(args: Sequence[str]) -> int:
    """Run a command of manage.py."""
    with django_ready():
        if args[:1] == ["createsuperuser"]:  # in a fresh folder too, where there are no tables yet
            serve.prepare_database()
        execute_from_command_line([sys.argv[0], *args])
    return 0


def run(args: Sequence[str]) -> int:
    """Serve the quiz, or do what the command in `args` says; gives the exit code."""
    if args and not args[0].startswith("-"):
        return manage(args)
    listen = read_options(args)
    refuse_taken_port(listen)
    with django_ready():
        serve.prepare_database()
        serve.serve(listen)
    return 0


def main(args: Sequence[str] | None = None) -> int:
    """Entry point of the `careerquiz` command. Returns the exit code."""
    return exit_code(run, sys.argv[1:] if args is None else args)


if __name__ == "__main__":
    sys.exit(main())
