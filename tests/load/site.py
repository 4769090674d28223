"""A site as strangers run it: gunicorn with the shipped settings, in a folder and with a database
of its own, and visitors who use it over the network."""

import atexit
import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import urlencode, urljoin, urlsplit

from tests.views.forms import fields_of
from tests.views.page import Reader

PROJECT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
OURS = (
    "CAREERQUIZ_",
    "DATABASE_URL",
    "REDIS_URL",
    "SENTRY_DSN",
    "DJANGO_",
)  # how our variables begin
# Hands over the socket whose number is its first argument, as systemd does, and becomes gunicorn.
HELD = """import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *sys.argv[2:]])
"""


@dataclass
class Site:
    """A running gunicorn."""

    port: int
    folder: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    project: Path = PROJECT  # the code

    @property
    def log(self) -> str:
        """What it wrote so far, the server's own lines and the app's."""
        return (self.folder / "log").read_text(errors="replace")

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers that run now."""
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return [int(number) for number in Path(children).read_text().split()]

    def manage(self, *args: str) -> str:
        """What a management command printed, run with the site's settings."""
        command = [sys.executable, "manage.py", *args]
        done = subprocess.run(  # noqa: S603  # our own code
            command,
            cwd=self.project,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def is_ready(self) -> bool:
        with (
            contextlib.suppress(OSError, http.client.HTTPException),
            contextlib.closing(Visitor(self.port)) as visitor,
        ):
            return visitor.get("/readyz").status == 200
        return False


@contextlib.contextmanager
def running(
    folder: Path,
    *options: str,
    listener: socket.socket | None = None,
    project: Path = PROJECT,
    **variables: str,
) -> Iterator[Site]:
    """A site that answers on a free port, with our content published, until the block ends.

    Args:
        folder: for its data and its log; SQLite is used unless DATABASE_URL is given.
        options: of gunicorn, after those of the shipped file.
        listener: a socket that is held for it, as systemd holds one; else it opens its own.
        project: the code that it runs.
        variables: of the environment.
    """
    prepare(folder, project, **variables)
    site = start(folder, *options, listener=listener, project=project, **variables)
    try:
        yield site
    finally:
        stop(site)


def prepare(folder: Path, project: Path = PROJECT, **variables: str) -> None:
    """Makes its database, with our content published. On SQLite that is done once in a process,
    and copied."""
    if project == PROJECT and "DATABASE_URL" not in variables:
        shutil.copy(_sqlite_database(), folder)
    else:
        _make_database(folder, project, variables)


@cache
def _sqlite_database() -> Path:
    """A file that is ready; gone when this process ends."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    _make_database(folder, PROJECT, {})
    return folder / "careerquiz.sqlite3"


def _make_database(folder: Path, project: Path, variables: Mapping[str, str]) -> None:
    for command in (
        ["migrate", "--verbosity", "0"],
        ["load_catalog", "--if-empty", "--publish"],
        ["load_careers", "--if-empty", "--publish"],
    ):
        subprocess.run(  # noqa: S603  # our own code
            [sys.executable, "manage.py", *command],
            cwd=project,
            env=_environment(folder, project, variables),
            check=True,
            stdout=subprocess.DEVNULL,
        )


def start(
    folder: Path,
    *options: str,
    listener: socket.socket | None = None,
    project: Path = PROJECT,
    **variables: str,
) -> Site:
    """The same, with a database that is ready; `stop` ends it."""
    port = listener.getsockname()[1] if listener else free_port()
    command = ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *options, "careerquiz.wsgi"]
    if listener is None:
        return _start(folder, port, command, project, variables)
    command = ["-c", HELD, str(listener.fileno()), *options, "careerquiz.wsgi"]
    return _start(folder, port, command, project, variables, held=[listener.fileno()])


def start_local(folder: Path, **variables: str) -> Site:
    """The server of `run.py` instead of gunicorn; it makes its database ready itself."""
    port = free_port()
    command = ["-m", "careerquiz.command", "--port", str(port)]
    return _start(folder, port, command, PROJECT, variables)


def _start(
    folder: Path,
    port: int,
    command: list[str],
    project: Path,
    variables: Mapping[str, str],
    held: Sequence[int] = (),
) -> Site:
    environment = _environment(folder, project, variables)
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603  # our own code
            [sys.executable, *command],
            cwd=project,
            env=environment,
            stdout=log,
            stderr=log,
            pass_fds=held,
        )
    site = Site(port, folder, environment, process, project)
    end = time.monotonic() + START_SECONDS
    while not site.is_ready():
        if process.poll() is not None or time.monotonic() > end:
            stop(site)
            raise RuntimeError(f"The site did not start:\n{site.log[-4000:]}")
        time.sleep(0.05)
    return site


def stop(site: Site, seconds: float = 40) -> None:
    """Asks it to stop, as systemd does, and waits."""
    if site.process.poll() is None:
        site.process.send_signal(signal.SIGTERM)
    try:
        site.process.wait(seconds)
    except subprocess.TimeoutExpired:
        site.process.kill()
        site.process.wait()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def held_socket() -> socket.socket:
    """A socket on a free port that takes connections, whoever serves them or nobody."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    return listener


def _environment(folder: Path, project: Path, variables: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith((*OURS, "PYTEST_"))
    }
    own = {"CAREERQUIZ_MODE": "local", "CAREERQUIZ_DATA_DIR": str(folder)}
    return {**kept, "PYTHONPATH": str(project), **own, **variables}


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    path: str  # that was asked for

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Visitor:
    """A browser without scripts: keeps cookies and its connection, sends forms as pages show them.

    What the server or the network does wrong comes as OSError or HTTPException.
    """

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    timeout: float = 60
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def follow(self, answer: Answer) -> Answer:
        """Where redirects lead."""
        while answer.status in (301, 302, 303):
            place = urlsplit(urljoin(answer.path, answer.headers["Location"]))
            answer = self.get(place._replace(scheme="", netloc="", fragment="").geturl())
        return answer

    def send(self, page: Answer, chosen: Mapping[str, object], ends: str = "") -> Answer:
        """Sends the first form of a page whose address ends so; what it leads to, not followed."""
        reader = Reader()
        reader.feed(page.text)
        for form in reader.open[0].all("form", method="post"):
            action = urljoin(page.path, form.attrs.get("action", ""))
            if action.endswith(ends):
                return self.post(action, fields_of(form) | dict(chosen))
        raise LookupError(f"No form that ends with {ends!r} on a page of status {page.status}")

    def __del__(self) -> None:  # so that nobody has to hang up who makes one for a moment
        self.close()

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        sent = {"Host": "localhost", **self.headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            sent |= {"Content-Type": "application/x-www-form-urlencoded"}
            sent.setdefault("Origin", "http://localhost")
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, self.timeout)
        try:
            self.connection.request(method, path, body, sent)
            with self.connection.getresponse() as reply:
                answer = Answer(reply.status, reply.headers, reply.read(), path)
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer


def take_quiz(visitor: Visitor, rng: Random) -> Answer:
    """One person from the first page to the result; the page of the result.

    Raises:
        LookupError: when a page has no form, as error pages have none.
    """
    page = visitor.follow(visitor.get("/quiz/"))
    while not page.path.startswith("/results/"):
        page = visitor.follow(visitor.send(page, choices(page, rng)))
    return page


def choices(page: Answer, rng: Random, *, may_skip: bool = False) -> dict[str, str]:
    """One of the values of each group of radio buttons. Whoever skips at random may end up at a
    check page without a button, as all there is to rate was skipped."""
    reader = Reader()
    reader.feed(page.text)
    values: dict[str, list[str]] = {}
    for radio in reader.open[0].all("input", type="radio"):
        if may_skip or radio.attrs["value"] != "skip":
            values.setdefault(radio.attrs["name"], []).append(radio.attrs["value"])
    return {name: rng.choice(each) for name, each in values.items()}
