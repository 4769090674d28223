"""The local server: prepares the database, serves the quiz to browsers on this machine."""

import contextlib
import io
import logging
import socket
import sys
from http import HTTPStatus
from typing import Any
from wsgiref.util import setup_testing_defaults

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
from roles.web.edge import REFUSED, Edge, Unread, refusal

logger = logging.getLogger(__name__)

# As gunicorn.conf.py has them.
LONGEST_LINE = 4094  # of a request, its address included
MOST_HEADERS = 50
LONGEST_HEADER = 8190
LINGER_SECONDS = 2  # for a visitor to take an answer before we hang up
LINGER_BYTES = 256 * 1024  # of what is still sent to us meanwhile


class QuietHandler(basehttp.ServerHandler):
    server_software = "careerquiz"  # says no versions to whoever asks

    def cleanup_headers(self) -> None:
        super().cleanup_headers()
        if self.request_handler.close_connection:  # type: ignore[attr-defined]  # set by ours
            self.headers["Connection"] = "close"  # type: ignore[attr-defined]

    def log_exception(self, exc_info: Any) -> None:  # noqa: ANN401  # as sys.exc_info() gives it
        if not isinstance(exc_info[1], OSError):  # a visitor who left, or was too slow
            logger.error("An answer could not be sent", exc_info=exc_info)


class RequestHandler(basehttp.WSGIRequestHandler):
    """A visitor's connection, in a thread of its own: slow ones stop nobody."""

    timeout = 20  # seconds that we wait for the next of what is sent, and for ours to be taken
    is_unread = False  # whether there is a body that nobody reads

    def handle(self) -> None:
        super().handle()
        if self.is_unread:  # to close at once could take the answer from the visitor
            self.connection.settimeout(LINGER_SECONDS)  # type: ignore[attr-defined]  # a socket
            self.rfile.read(LINGER_BYTES)

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(LONGEST_LINE + 1)
        if len(self.raw_requestline) > LONGEST_LINE:
            self.requestline = self.request_version = self.command = ""
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
        elif not self.raw_requestline.endswith(b"\n"):
            self.close_connection = True  # the visitor has left
        elif not self.parse_request():
            return  # and answered already
        elif self.request_version == "HTTP/0.9":
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif self.has_large_head():
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        else:
            self.answer(self.get_environ())

    def has_large_head(self) -> bool:
        sizes = [len(name) + len(value) for name, value in self.headers.items()]
        return len(sizes) > MOST_HEADERS or max(sizes, default=0) > LONGEST_HEADER

    def handle_expect_100(self) -> bool:
        """Asks for the body, unless it is refused anyway."""
        return REFUSED in self.get_environ() or super().handle_expect_100()

    def answer(self, environ: dict[str, Any]) -> None:
        handler = QuietHandler(self.rfile, self.wfile, self.get_stderr(), environ)
        handler.request_handler = self  # type: ignore[attr-defined]  # typed as wsgiref's own
        handler.run(self.server.get_app())  # type: ignore[attr-defined]

    def get_environ(self) -> dict[str, Any]:
        """With headers that came twice as one, so that the edge refuses what is said in two ways;
        without a body where it is refused."""
        environ: dict[str, Any] = {**super().get_environ()}
        for key, name in (("CONTENT_LENGTH", "Content-Length"), ("CONTENT_TYPE", "Content-Type")):
            if len(given := self.headers.get_all(name, [])) > 1:
                environ[key] = ",".join(given)
        if refused := refusal(environ):
            environ |= {REFUSED: refused, "CONTENT_LENGTH": ""}
            self.is_unread = self.close_connection = True
        return environ

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers what cannot be read as a request with a page of the app."""
        status = HTTPStatus(code)
        known = (HTTPStatus.REQUEST_URI_TOO_LONG, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        refused = Unread(status if status in known else HTTPStatus.BAD_REQUEST, status.phrase)
        environ: dict[str, Any] = {REFUSED: refused, "wsgi.input": io.BytesIO()}
        setup_testing_defaults(environ)
        self.is_unread = self.close_connection = True
        self.answer(environ)


class Server(basehttp.WSGIServer):
    request_queue_size = 128  # a whole class may start in the same second; Django's 10 would stall

    def __init__(self, address: tuple[str, int], _handler: object, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(address, RequestHandler, **kwargs)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        if not isinstance(sys.exception(), OSError):  # a visitor who left, or was too slow
            logger.exception("A connection broke")

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
            Edge(WSGIHandler()),  # type: ignore[arg-type]  # any application will do
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
