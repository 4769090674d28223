"""What `python3 run.py` runs with the Python of .venv: prepares the database, serves the quiz.

`python -m careerquiz.serve PORT` serves; without a port it only prepares the database.
"""

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command
from django.core.servers import basehttp
from django.db import DatabaseError, OperationalError, connections

from roles.services.backups import checkpoint
from run import ADDRESS, ROOT, Trouble, only_one, port_trouble, say, stop


class Server(basehttp.WSGIServer):
    request_queue_size = 128  # a whole class may start in the same second; Django's 10 would stall


def prepare_database() -> None:
    """Tables as the code wants them, and the content that the app ships where there is none."""
    try:
        django.setup()
        with only_one(ROOT):  # two first starts must not both make the tables
            call_command("migrate", verbosity=0, interactive=False)
            call_command("load_catalog", if_empty=True, publish=True, verbosity=0)
            call_command("load_careers", if_empty=True, verbosity=0)
    except (ImproperlyConfigured, CommandError, OperationalError) as error:
        raise Trouble(f"careerquiz cannot start: {error}") from error


def announce(port: int | str) -> None:
    address = f"http://{ADDRESS}:{port}/"
    say(f"careerquiz is ready: {address}\nCtrl+C stops it.")
    say(f"For the admin, {address}admin/, make a user: python3 run.py createsuperuser")


def serve(port: int) -> None:
    """Answers on this machine only, until stopped."""
    logging.getLogger("django.server").disabled = True  # a line per request would bury ours
    basehttp.ServerHandler.server_software = "careerquiz"  # says no versions to whoever asks
    handler = WSGIHandler()
    connections.close_all()  # one that stays open keeps SQLite from emptying its log
    try:
        basehttp.run(ADDRESS, port, handler, threading=True, on_bind=announce, server_cls=Server)
    except OSError as error:
        raise port_trouble(port, error) from error
    finally:
        with contextlib.suppress(DatabaseError):
            checkpoint()  # whoever copies the database's file now has all of it


def main(args: Sequence[str]) -> int:
    try:
        prepare_database()
        if args:
            serve(int(args[0]))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return trouble.code
    except KeyboardInterrupt:
        say("\nStopped.")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerquiz.settings")
    sys.exit(main(sys.argv[1:]))
