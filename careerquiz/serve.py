"""The local server: prepares the database, serves the quiz to browsers on this machine."""

import contextlib
import logging
import socket

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers import basehttp
from django.db import DatabaseError, connections

from careerquiz import database
from careerquiz.listen import Listen, host_names, listen_trouble
from careerquiz.paths import PROGRAM, make_data_dir, only_one
from careerquiz.terminal import note
from roles.services.overwriting import checkpoint


class Server(basehttp.WSGIServer):
    request_queue_size = 128  # a whole class may start in the same second; Django's 10 would stall

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """The browser is done with, and so is this thread: its database connection goes with it."""
        super().shutdown_request(request)
        connections.close_all()


def prepare_database() -> None:
    """Create the tables that the code wants, and load the shipped content where there is none.
    After an update, put a new shipped catalog into the draft where nobody has changed the old one.

    Raises:
        Trouble: when the database is another project's, or forgets all with each connection.
    """
    database.note_database_url()
    database.refuse_memory()
    with only_one(make_data_dir() / "setup.lock"):  # two first starts must not both make the tables
        database.refuse_foreign_database()
        database.make_private_file()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_catalog", if_empty=True, publish=True, verbosity=0)
        call_command("load_careers", if_empty=True, publish=True, verbosity=0)
        call_command("load_catalog", offer=True, verbosity=0)


def allow_hosts(listen: Listen) -> None:
    """Answer to the names that lead to where the server listens."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *host_names(listen)]


def warn_of_network(listen: Listen) -> None:
    if not listen.is_local:
        note(
            "Warning: everybody on the network can reach this server. It runs in local mode, "
            "without https."
        )


def serve(listen: Listen) -> None:
    """Answer requests until stopped."""
    logging.getLogger("django.server").disabled = True  # a line per request would bury ours
    basehttp.ServerHandler.server_software = "careerquiz"  # says no versions to whoever asks
    connections.close_all()  # one that stays open keeps SQLite from emptying its log
    database.answer_in_time()
    allow_hosts(listen)

    def announce(_port: int | str) -> None:
        site = f"{listen.url}{settings.SITE_PATH}"
        print(f"careerquiz is ready: {site}\nCtrl+C stops it.")
        how = f"{PROGRAM} createsuperuser"
        print(f"For the admin, {site}admin/, make a user: {how}", flush=True)

    try:
        basehttp.run(
            listen.ip,
            listen.port,
            WSGIHandler(),
            ipv6=listen.is_ipv6,
            threading=True,
            on_bind=announce,
            server_cls=Server,
        )
    except OSError as error:
        raise listen_trouble(listen, error) from error
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
    finally:
        with contextlib.suppress(DatabaseError):
            checkpoint()  # whoever copies the database's file now has all of it
