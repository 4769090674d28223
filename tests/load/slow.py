"""Slow connections against the shipped configuration, and how long others wait meanwhile.

    python -m tests.load.slow [seconds of each attack, 5] [connections, 2,10,50]

Status 1 when a request of others took a second or longer, or failed.
"""

import contextlib
import http.client
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.load.site import Visitor, running

UPLOAD_BYTES = 300_000_000
POST = b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
KEPT = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
GET = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
LONGEST_WAIT = 1.0  # seconds
PATHS = ("/", "/healthz", "/privacy/", "/admin/login/")


def silent(sock: socket.socket) -> Iterator[None]:
    """Says nothing."""
    while True:
        yield


def slow_head(sock: socket.socket) -> Iterator[None]:
    """One byte of the headers after the other."""
    sock.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Drip: ")
    while True:
        yield sock.sendall(b"x")


def slow_body(sock: socket.socket) -> Iterator[None]:
    """One byte of a form after the other."""
    sock.sendall(POST % 100_000)
    while True:
        yield sock.sendall(b"x")


def slow_reader(sock: socket.socket) -> Iterator[None]:
    """Asks for a lot, and takes one byte after the other."""
    sock.sendall(GET % b"/static/admin/js/vendor/jquery/jquery.js")
    while sock.recv(1):
        yield


def never_reads(sock: socket.socket) -> Iterator[None]:
    """Asks many times at once, and then again and again, and reads nothing."""
    sock.sendall(KEPT * 60)
    while True:
        yield sock.sendall(KEPT)


def asks_on(sock: socket.socket) -> Iterator[None]:
    """Asks one thing after the other, and reads nothing."""
    while True:
        for _ in range(5):
            sock.sendall(KEPT)
            time.sleep(0.02)
        yield


def no_farewell(sock: socket.socket) -> Iterator[None]:
    """Has all that it wants, and does not hang up."""
    sock.sendall(GET % b"/healthz")
    while True:
        yield


def upload(sock: socket.socket) -> Iterator[None]:
    """Sends 300 MB as fast as it can."""
    sock.sendall(POST % UPLOAD_BYTES)
    for _ in range(UPLOAD_BYTES // 100_000):
        sock.sendall(b"x" * 100_000)
    yield


def chunked_upload(sock: socket.socket) -> Iterator[None]:
    """The same without saying how much."""
    sock.sendall(b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(UPLOAD_BYTES // 100_000):
        sock.sendall(b"186a0\r\n" + b"x" * 100_000 + b"\r\n")
    yield


Attack = Callable[[socket.socket], Iterator[None]]
ATTACKS: tuple[Attack, ...] = (silent, slow_head, slow_body, slow_reader, never_reads, asks_on)
ATTACKS += (no_farewell,)
UPLOADS: tuple[Attack, ...] = (upload, chunked_upload)


@dataclass
class Measured:
    """How others fared during an attack."""

    seconds: list[float] = field(default_factory=list)  # of each request
    failures: list[str] = field(default_factory=list)

    @property
    def is_fine(self) -> bool:
        return bool(self.seconds) and not self.failures and max(self.seconds) < LONGEST_WAIT

    def __str__(self) -> str:
        middle, worst = (1000 * figure(self.seconds or [0]) for figure in (median, max))
        return f"{len(self.seconds):8}{middle:10.1f}{worst:10.1f}{len(self.failures):10}"


def attack(port: int, kind: Attack, is_over: threading.Event) -> None:
    """One attacker, who comes back whenever the server hangs up."""
    while not is_over.is_set():
        with contextlib.suppress(OSError), socket.socket() as sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            sock.settimeout(10)
            sock.connect(("127.0.0.1", port))
            for _ in kind(sock):
                if is_over.wait(0.3):
                    break
        is_over.wait(0.05)


def measure(port: int, kind: Attack, connections: int, seconds: float) -> Measured:
    """Asks for pages on new connections, one after the other, while the attack goes on."""
    is_over, measured = threading.Event(), Measured()
    attackers = [
        threading.Thread(target=attack, args=(port, kind, is_over)) for _ in range(connections)
    ]
    for attacker in attackers:
        attacker.start()
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            for path in PATHS:
                start, visitor = time.monotonic(), Visitor(port, timeout=20)
                try:
                    status = visitor.get(path).status
                    if status != 200:
                        measured.failures.append(f"{path}: {status}")
                except (OSError, http.client.HTTPException) as error:
                    measured.failures.append(f"{path}: {error!r}")
                visitor.close()
                measured.seconds.append(time.monotonic() - start)
            time.sleep(0.05)
    finally:
        is_over.set()
        for attacker in attackers:
            attacker.join()
    return measured


def main(seconds: float = 5, numbers: str = "2,10,50") -> int:
    plan = [(kind, int(number)) for kind in ATTACKS for number in numbers.split(",")]
    plan += [(kind, number) for kind in UPLOADS for number in (1, 4)]
    is_fine = True
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as site:
        measure(site.port, silent, 0, 3)  # each process draws its pages for the first time
        print(f"{'attack':16}{'number':>8}{'requests':>10}{'ms':>8}{'worst':>10}{'failed':>10}")
        for kind, number in plan:
            measured = measure(site.port, kind, number, seconds)
            is_fine &= measured.is_fine
            print(f"{kind.__name__:16}{number:8}{measured}", flush=True)
            print("".join(f"  {failure}\n" for failure in measured.failures[:3]), end="")
        traces = site.log.count("Traceback")
        print(f"tracebacks in the log: {traces}")
    return 0 if is_fine and not traces else 1


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(float(arguments[0]) if arguments else 5, *arguments[1:2]))
