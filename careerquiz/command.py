"""The command line with Django at hand: `careerquiz` when installed, else what run.py hands over.

Without a command it serves the quiz; `dev` does so for developers; the rest is manage.py's.
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, execute_from_command_line
from django.db import DatabaseError, IntegrityError, OperationalError
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from careerquiz import database, serve
from careerquiz.listen import bracketed, read_options, refuse_taken_port
from careerquiz.paths import PROGRAM
from careerquiz.terminal import WAYS, Trouble, exit_code, help_text, use_own_settings

# They may make the file of an SQLite database; others find it or say what to run first.
MAKE_DATABASE = {"migrate", "makemigrations", "runserver"}


@contextlib.contextmanager
def in_a_sentence() -> Iterator[None]:
    """Turn what settings, commands and databases are expected to refuse into Trouble."""
    try:
        yield
    except ImproperlyConfigured as error:
        raise Trouble(f"careerquiz cannot start: {error}") from error
    except CommandError as error:
        raise Trouble(str(error), error.returncode) from error
    except DatabaseError as error:
        if not isinstance(error, IntegrityError) and database.is_behind():
            raise database.not_ready() from error
        if isinstance(error, OperationalError):
            raise Trouble(f"careerquiz cannot start: {error}") from error
        raise


def manage(args: Sequence[str]) -> int:
    """Run a command of manage.py."""
    use_own_settings()
    name = args[0] if args else "help"
    with in_a_sentence():
        if name != "help" and not name.startswith("-"):
            look_at_database(name)
        execute_from_command_line(["manage.py", *args])
    return 0


def look_at_database(name: str) -> None:
    """What has to be known of the database before the command of that name may connect to it."""
    django.setup()
    if name == "createsuperuser" and not settings.PRODUCTION:
        serve.prepare_database()  # in a fresh directory, too, where there are no tables yet
        return
    if name == "migrate":
        database.note_database_url()
    if name == "migrate" or database.sqlite_file():  # SQLite: merely to connect changes the file
        database.refuse_foreign_database()
    if name == "migrate":
        database.make_private_file()
    if name not in MAKE_DATABASE:
        database.never_create_file()


def start(args: Sequence[str]) -> int:
    """Serve the quiz until stopped."""
    listen = read_options(args)
    refuse_taken_port(listen)
    use_own_settings()
    with in_a_sentence():
        django.setup()
        if settings.PRODUCTION:
            how = "gunicorn careerquiz.wsgi"
            raise Trouble(f"This is the local server. In production mode, start this: {how}")
        serve.prepare_database()
        serve.warn_of_network(listen)
        serve.serve(listen)
    return 0


def develop(args: Sequence[str]) -> int:
    """Serve with debug pages; code, templates and styles are loaded again when they change."""
    listen = read_options(args)
    use_own_settings()
    if os.environ.get("CAREERQUIZ_MODE", "").strip() == "production":
        raise Trouble("dev serves in local mode only: unset CAREERQUIZ_MODE, or set it to local.")
    os.environ["CAREERQUIZ_DEBUG"] = "yes"
    with in_a_sentence():
        if not os.environ.get(DJANGO_AUTORELOAD_ENV):  # else the reloader has started us again
            refuse_taken_port(listen)
            django.setup()
            serve.prepare_database()
            serve.warn_of_network(listen)
        serve.allow_hosts(listen)
        where = f"{bracketed(listen.ip)}:{listen.port}"
        execute_from_command_line(["manage.py", "runserver", "--nostatic", where])
    return 0


def run(args: Sequence[str]) -> int:
    """Do what the first word asks for; gives the exit code."""
    if "-h" in args[:1] or "--help" in args[:1]:
        print(help_text(PROGRAM, WAYS))
        return 0
    if not args or args[0].startswith("-"):
        return start(args)
    return develop(args[1:]) if args[0] == "dev" else manage(args)


def main(args: Sequence[str] | None = None) -> int:
    """Entry point of the `careerquiz` command. Returns the exit code."""
    return exit_code(run, sys.argv[1:] if args is None else args)


if __name__ == "__main__":
    sys.exit(main())
