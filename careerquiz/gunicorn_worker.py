"""How gunicorn serves the app: a worker that waits for slow visitors without a thread, and a log
without secrets. Decision 0030 says why; gunicorn.conf.py names both.

The process that starts the workers loads this file, and keeps it when they are reloaded. So nothing
of ours is imported here but where it is used, in a worker.
"""

import contextlib
import fcntl
import logging.config
import os
import re
import socket
import sys
import termios
import time
from collections import deque
from functools import partial
from selectors import EVENT_READ
from types import SimpleNamespace
from typing import Any
from wsgiref.util import setup_testing_defaults

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http.body import ChunkedReader
from gunicorn.http.errors import (
    ExpectationFailed,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.http.wsgi import Response
from gunicorn.workers.gthread import TConn, ThreadWorker

REQUEST_SECONDS = 20  # for all of a request to arrive
SEND_SECONDS = 10  # for what is sent at once to be taken
LINGER_SECONDS = 2  # for a visitor to hang up, too
LINGER_BYTES = 256 * 1024  # of what is still sent to us meanwhile; more stays unread
READ_BYTES = 64 * 1024
# Room in the system for an answer: whoever reads slowly holds no thread. Our largest page, picture
# or file has less than half of that.
SEND_BUFFER = 512 * 1024
MOST_UNSENT = 64 * 1024  # of it that a visitor may have left unread when they ask again
MOST_HELD = 64 * 1024 * 1024  # bytes of requests that have not arrived whole, in a worker
LARGEST_BODY = 1024 * 1024  # roles.web.edge refuses larger ones unread

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*0*([0-9]{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
EXPECT = re.compile(rb" HTTP/1\.1\r\n(?:.*\r\n)?expect:[ \t]*100-continue[ \t]*\r\n", re.I | re.S)

STATUSES = {LimitRequestLine: 414, LimitRequestHeaders: 431, ExpectationFailed: 417}  # others: 400


def unsent(sock: socket.socket) -> int:
    """How many bytes the system still holds for the other side. 0 where it does not tell."""
    count = bytearray(4)
    with contextlib.suppress(OSError):
        fcntl.ioctl(sock, termios.TIOCOUTQ, count)
    return int.from_bytes(count, sys.byteorder)


class PrivateLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own lines, written as the app's are."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401  # gunicorn's signatures, here and below
        from careerquiz.logs import logging_config  # late, as all of ours

        super().setup(cfg)
        logging.config.dictConfig(
            logging_config(os.environ.get("CAREERQUIZ_LOG_FORMAT", "").strip())
        )
        logging.getLogger("gunicorn.error").setLevel(cfg.loglevel.upper())

    def exception(self, msg: str, *args: object, **kwargs: Any) -> None:  # noqa: ANN401
        if isinstance(sys.exception(), TimeoutError):  # a visitor was too slow: nothing is broken
            self.debug(msg, *args)
        else:
            super().exception(msg, *args, **kwargs)


class GatheringConnection(TConn):  # type: ignore[misc]
    """A connection whose next request is gathered before a thread gets to see it."""

    def __init__(self, cfg: Any, sock: socket.socket, client: Any, server: Any) -> None:  # noqa: ANN401
        super().__init__(cfg, sock, client, server)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.data_ready = True  # for the thread, which need not wait
        self.received = bytearray()
        self.is_continued = self.is_gone = False
        self.drained = 0
        # A longer head is one that the parser refuses without asking for more.
        fields = cfg.limit_request_fields * (cfg.limit_request_field_size + 2)
        self.longest_head: int = cfg.limit_request_line + fields + 6

    def init(self) -> None:
        """In the thread: hands what was gathered to the parser."""
        super().init()
        self.sock.settimeout(SEND_SECONDS)
        self.parser.unreader.unread(bytes(self.received))
        self.received = bytearray()
        self.is_continued = False

    def receive(self) -> bool:
        """Takes what has arrived, without waiting. Whether the request is there; for a visitor who
        has left, `is_gone` is set."""
        try:
            data = self.sock.recv(READ_BYTES)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        self.received += data
        self.is_gone = not data
        return bool(data) and self.is_whole()

    def is_whole(self) -> bool:
        """Whether a thread can read the request, or refuse it, without waiting for more."""
        end = self.received.find(b"\r\n\r\n") + 4
        if end < 4:
            return len(self.received) > self.longest_head
        lengths = LENGTH.findall(self.received, 0, end)
        # None: no body, or a chunked one, of which the app reads nothing. Several: refused.
        wanted = int(lengths[0]) if len(lengths) == 1 else 0
        if wanted > LARGEST_BODY or len(self.received) - end >= wanted:
            return True
        if not self.is_continued and EXPECT.search(self.received, 0, end):
            self.is_continued = True
            with contextlib.suppress(OSError):
                self.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        return False


class GatheringWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads, for visitors who may be slow on purpose.

    There, a thread reads a request, however long that takes, and the loop that takes connections
    waits for each visitor who does not hang up. Here the loop gathers requests and says goodbye,
    both for all visitors at once, and threads get none but whole requests.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.pending_conns: deque[GatheringConnection] = deque()
        self.lingering: deque[GatheringConnection] = deque()

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:  # noqa: ANN401
        super().check_config(cfg, log)
        if cfg.is_ssl:
            sys.exit(
                "gunicorn.conf.py is for a proxy that ends https: leave out certfile and keyfile."
            )

    def accept(self, listener: socket.socket) -> None:
        try:
            sock, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # another worker took it, or it was given up
        except OSError:  # too many open files
            self.drop_oldest()
            return
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections:
            self.drop_oldest()
        self.gather(GatheringConnection(self.cfg, sock, client, listener.getsockname()))

    def gather(self, conn: GatheringConnection) -> None:
        """Waits for the next request of a connection."""
        if conn.receive():
            self.enqueue_req(conn)
        elif conn.is_gone:
            self.drop(conn)
        else:
            conn.timeout = time.monotonic() + REQUEST_SECONDS
            self.pending_conns.append(conn)
            handler = partial(self.on_pending_socket_readable, conn)
            self.poller.register(conn.sock, EVENT_READ, handler)

    def on_client_socket_readable(self, conn: GatheringConnection, client: socket.socket) -> None:
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        if unsent(client) > MOST_UNSENT:  # who asks again without having read what we said
            self.drop(conn)
        else:
            self.gather(conn)

    def on_pending_socket_readable(self, conn: GatheringConnection, client: socket.socket) -> None:
        if conn.receive():
            self.pending_conns.remove(conn)
            self.poller.unregister(client)
            self.enqueue_req(conn)
        elif conn.is_gone or self.holds_too_much(conn):
            self.pending_conns.remove(conn)
            self.drop(conn)

    def holds_too_much(self, conn: GatheringConnection) -> bool:
        """Whether there is no memory for more of this large request."""
        if len(conn.received) <= READ_BYTES:
            return False
        return sum(len(other.received) for other in self.pending_conns) > MOST_HELD

    def finish_request(self, conn: GatheringConnection, fs: Any) -> None:  # noqa: ANN401
        early = conn.parser.unreader.take_buffered()  # what came before it was asked for
        is_over = fs.cancelled() or fs.exception() or not fs.result()
        if is_over or (early and unsent(conn.sock) > MOST_UNSENT):
            self.linger(conn)
        elif early:
            conn.sock.setblocking(False)
            conn.received += early
            if conn.is_whole():
                self.enqueue_req(conn)
            else:
                self.gather(conn)
        else:
            super().finish_request(conn, fs)

    def linger(self, conn: GatheringConnection) -> None:
        """Hangs up. The visitor may read the answer until the end, and has a moment to hang up."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(conn)
            return
        conn.timeout = time.monotonic() + LINGER_SECONDS
        self.lingering.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_lingering_readable, conn))

    def on_lingering_readable(self, conn: GatheringConnection, client: socket.socket) -> None:
        data = b""
        with contextlib.suppress(OSError):
            data = client.recv(READ_BYTES)
        conn.drained += len(data)
        if not data:
            self.lingering.remove(conn)
            self.drop(conn)
        elif conn.drained > LINGER_BYTES:
            self.poller.unregister(client)

    def murder_pending(self) -> None:
        super().murder_pending()
        while self.lingering and self.lingering[0].timeout <= time.monotonic():
            self.drop(self.lingering.popleft())

    def drop_oldest(self) -> None:
        """Makes room for others: gives up who has kept us waiting for longest."""
        for waiting in (self.lingering, self.pending_conns, self.keepalived_conns):
            if waiting:
                self.drop(waiting.popleft())
                return

    def drop(self, conn: GatheringConnection) -> None:
        with contextlib.suppress(OSError, KeyError, ValueError):  # where nothing waits for it
            self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def _cap_keepalive(self, deadline: float) -> None:
        """When the worker stops: connections on which nothing was asked yet don't hold it up."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            if not conn.received:
                conn.timeout = min(conn.timeout, deadline)
        self.pending_conns = deque(sorted(self.pending_conns, key=lambda conn: conn.timeout))

    def handle_request(self, req: Any, conn: GatheringConnection) -> Any:  # noqa: ANN401
        req._expected_100_continue = False  # said already, where there is a body to wait for
        reader = req.body.reader
        if isinstance(reader, ChunkedReader) or reader.length > LARGEST_BODY:
            req.force_close()  # the rest of it is not read
        return super().handle_request(req, conn)

    def _keepalive_after(self, conn: GatheringConnection, keepalive: bool) -> bool:
        """Passes over a body that the app did not read. All of it has been gathered."""
        if not keepalive:
            return False
        deadline = time.monotonic() + 1
        return bool(conn.parser.finish_body(deadline=deadline, max_bytes=2 * LARGEST_BODY))

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:  # noqa: ANN401
        """Answers what cannot be read as a request with a page of the app, and one line."""
        try:
            if not isinstance(exc, ParseException):
                raise exc
            self.refuse(client, STATUSES.get(type(exc), 400), type(exc).__name__)
        except Exception:
            self.log.exception("Error handling a request")
            with contextlib.suppress(OSError):
                util.write_error(client, 500, "Internal Server Error", "")

    def refuse(self, client: socket.socket, status: int, reason: str) -> None:
        from roles.web.edge import REFUSED, RequestRefusal  # late, as all of ours

        environ = {REFUSED: RequestRefusal(status, reason)}
        setup_testing_defaults(environ)
        request = SimpleNamespace(method="GET", version=(1, 1), should_close=lambda: True)
        response = Response(request, client, self.cfg)
        chunks = self.wsgi(environ, response.start_response)
        for chunk in chunks:
            response.write(chunk)
        response.close()
        chunks.close()
