"""What a visitor of a server made by README.md and docs/operations.md must find.

`.ci/readme.py` runs it on that server with the standard library alone: `python3 readme_checks.py
NAME [COMMANDS...]`, with the names at the end of this file; COMMANDS are scripts to be run while
people use the site. The first thing that is not right ends it with an AssertionError.
"""

# ruff: noqa: S603, S607  # asserts are what checks are made of; system tools by their names

import contextlib
import functools
import http.client
import json
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

HOST = "quiz.example.org"
CERTIFICATES = (
    Path("/etc/ssl/careerquiz/certificate.pem"),  # nginx
    Path("/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"),  # Caddy
)
LOCAL = "127.0.0.1"
# Visitors come from other addresses of the loopback network, so that each is somebody of their own.
OWNER, READER, FLOOD, NEIGHBOUR = "127.0.1.1", "127.0.1.2", "127.0.1.3", "127.0.1.4"
TOKEN = "([A-Za-z0-9_-]{22})"  # the form of one


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def place(self) -> str:
        """The path that a redirect leads to."""
        return urlsplit(self.headers["Location"] or "").path


class Form(NamedTuple):
    action: str
    fields: dict[str, str]  # as the page fills them
    choices: dict[str, list[str]]  # values of radio groups, by name


class FormReader(HTMLParser):
    """Collects the forms of a page that are sent by POST."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.is_inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = given.get("method") == "post"
            if self.is_inside:
                self.forms.append(Form(given.get("action", ""), {}, {}))
        elif tag == "button" and self.is_inside and "formaction" in given:
            self.forms[-1] = self.forms[-1]._replace(action=given["formaction"])
        elif tag == "input" and self.is_inside and "name" in given and "disabled" not in given:
            self._read_input(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False

    def _read_input(self, given: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], given["name"], given.get("type", "text")
        if kind == "radio":
            form.choices.setdefault(name, []).append(given["value"])
        if kind in ("radio", "checkbox") and "checked" in given:
            form.fields[name] = given.get("value", "on")
        elif kind not in ("radio", "checkbox", "submit"):
            form.fields[name] = given.get("value", "")


class Visitor:
    """A browser without scripts: keeps cookies, sends forms as pages show them."""

    def __init__(self, address: str, *, secure: bool = True) -> None:
        self.address, self.secure = address, secure
        self.cookies: dict[str, str] = {}

    def ask(
        self,
        path: str,
        method: str = "GET",
        form: dict[str, str] | None = None,
        *,
        headers: dict[str, str] | None = None,
        host: str = "",
        plain: bool = False,
    ) -> Answer:
        """One request. `plain`: over http where the site is on https."""
        connection = self.connection(plain=plain)
        host = host or (HOST if self.secure else f"{LOCAL}:8000")
        sent = {"Host": host, "Connection": "close", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            body = urlencode(form)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            sent.setdefault("Origin", f"{'https' if self.secure else 'http'}://{host}")
        with contextlib.closing(connection):
            connection.request(method, path, body, sent)
            reply = connection.getresponse()
            answer = Answer(reply.status, reply.headers, reply.read())
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def send(self, page: Answer, action: str, **changed: str) -> Answer:
        """Sends the first form of the page whose address holds `action`."""
        form = next(form for form in FormReader(page.text).forms if action in form.action)
        return self.ask(form.action, "POST", form.fields | changed)

    def connection(self, *, plain: bool = False) -> http.client.HTTPConnection:
        is_encrypted = self.secure and not plain
        port = (443 if is_encrypted else 80) if self.secure else 8000
        connection = http.client.HTTPConnection(LOCAL, port, timeout=60)
        raw = socket.create_connection((LOCAL, port), 60, source_address=(self.address, 0))
        connection.sock = (
            _trusting().wrap_socket(raw, server_hostname=HOST) if is_encrypted else raw
        )
        return connection


@functools.cache
def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    for path in filter(Path.exists, CERTIFICATES):
        context.load_verify_locations(path)
    return context


def say(text: str) -> None:
    print(f"   ok: {text}", flush=True)


# --- taking the quiz


def answer_page(visitor: Visitor, path: str, step: int) -> tuple[str, dict[str, str]]:
    """Answers one page. Gives the path of the next, and what was chosen."""
    page = visitor.ask(path)
    assert page.status == 200, (path, page.status)
    form = FormReader(page.text).forms[0]
    chosen = {
        name: values[(step + place) % 5]
        for place, (name, values) in enumerate(form.choices.items())
    }
    sent = visitor.send(page, "/quiz/", **chosen)
    assert sent.status == 302, (form.action, sent.status)
    return sent.place, chosen


def begin(visitor: Visitor) -> tuple[str, dict[str, str]]:
    """Answers the first page. Gives the path of the second, and what was chosen on the first."""
    path = "/quiz/"
    while (page := visitor.ask(path)).status == 302:
        path = page.place
    return answer_page(visitor, path, 0)


def finish(visitor: Visitor, path: str) -> str:
    """Answers the pages from `path` on. Gives the path of the result."""
    for step in range(1, 12):
        if path.endswith("/check/"):
            break
        path, _ = answer_page(visitor, path, step)
    sent = visitor.send(visitor.ask(path), "/check/")
    assert sent.status == 302, sent.status
    assert re.fullmatch(rf"/results/{TOKEN}/", sent.place), "finishing leads to no result"
    return sent.place


def check_result(visitor: Visitor, path: str) -> None:
    """The result is there and names a role."""
    result = visitor.ask(path)
    assert result.status == 200, result.status
    assert "/roles/" in result.text
    assert "no-cache" in result.headers["Cache-Control"]


# --- the local server


def check_local(known_result: str = "") -> None:
    """All of the quiz on 127.0.0.1:8000. Prints the path of its result as the last line."""
    visitor = Visitor(LOCAL, secure=False)
    if known_result:
        check_result(visitor, known_result)
        say("the result from before is still there")
        return
    assert visitor.ask("/").status == 200
    style = re.search(r'href="(/[^"]+\.css)"', visitor.ask("/").text)
    assert style
    assert visitor.ask(style[1]).status == 200
    path, _ = begin(visitor)
    result = finish(visitor, path)
    check_result(visitor, result)
    say("the quiz can be taken to its result")
    print(result, flush=True)


# --- the server for others


def check_ready() -> None:
    needed = {"database": "ok", "catalog": "version 1", "cache": "ok"}
    for plain in (False, True):
        state = json.loads(Visitor(LOCAL).ask("/readyz", plain=plain).body)
        assert state.items() >= needed.items(), state
    say("/readyz: database ok, cache ok, content published")


def check_front() -> None:
    """What goes out with each page, and how plain http, HEAD and unknown hosts are answered."""
    visitor = Visitor(READER)
    landing = visitor.ask("/")
    assert landing.status == 200
    assert landing.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "default-src 'none'" in landing.headers["Content-Security-Policy"]
    assert landing.headers["X-Content-Type-Options"] == "nosniff"
    assert landing.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in landing.headers["Permissions-Policy"]
    assert not re.search(r"\d", landing.headers["Server"]), "the proxy tells its version"
    assert f"https://{HOST}/" in landing.text, "the canonical address is another"
    say("landing page, with its security headers")
    plain = visitor.ask("/roles/?a=1", plain=True)
    assert (plain.status, plain.headers["Location"]) == (301, f"https://{HOST}/roles/?a=1")
    say("plain http leads to https")
    for path in ("/", "/quiz/", "/nothing-here/", "/shared/" + "x" * 22 + "/"):
        head = visitor.ask(path, "HEAD")
        assert (head.status, head.body) == (visitor.ask(path).status, b""), path
    say("HEAD has the status of GET and no body")
    for is_plain in (False, True):
        unknown = visitor.ask("/", host="evil.example", plain=is_plain)
        assert unknown.status == 400, unknown.status
        assert not unknown.headers["Location"]
    say("an unknown host gets 400")


def check_static() -> None:
    visitor = Visitor(READER)
    pages = visitor.ask("/").text + visitor.ask("/shared/open/1/").text
    addresses = set(re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js))"', pages))
    assert {address.rpartition(".")[2] for address in addresses} == {"css", "js"}
    for address in addresses:
        file = visitor.ask(address, headers={"Accept-Encoding": "gzip, br"})
        assert file.status == 200, address
        assert file.headers["Content-Encoding"] in ("br", "gzip"), address
        assert "immutable" in file.headers["Cache-Control"], address
    say(f"static files are compressed and immutable ({len(addresses)})")


def check_admin() -> None:
    page = Visitor(READER).ask("/admin/login/")
    assert page.status == 200
    cookies = page.headers.get_all("Set-Cookie") or []
    assert cookies
    assert all(re.match(r"__Host-.*; Secure", cookie) for cookie in cookies), "names of cookies"
    say("the admin's sign-in answers, with Secure __Host- cookies")


def check_sharing(owner: Visitor, result: str) -> str:
    """Makes a public link and opens it as somebody else. Gives its path."""
    made = owner.send(owner.ask(f"{result}share/"), "/share/")
    assert made.status == 302, made.status
    found = re.search(rf"https://{re.escape(HOST)}(/shared/{TOKEN}/)", owner.ask(made.place).text)
    assert found, "no public address is shown"
    shared, reader = found[1], Visitor(READER)
    page = reader.ask(shared)
    assert page.status == 200
    assert result not in page.text, "the public page holds the private address"
    assert f"https://{HOST}{shared}card.png" in page.text
    picture = reader.ask(f"{shared}card.png")
    assert picture.status == 200
    assert picture.body.startswith(b"\x89PNG\r\n")
    say("a public link and its picture open for somebody else")
    return shared


def check_csrf(visitor: Visitor, result: str) -> None:
    """A form without its token, or sent from another site, changes nothing."""
    page = visitor.ask(f"{result}delete/")
    fields = FormReader(page.text).forms[0].fields
    forged = [
        visitor.ask(f"{result}delete/", "POST", fields | {"csrfmiddlewaretoken": "x" * 64}),
        visitor.ask(f"{result}delete/", "POST", fields, headers={"Origin": "https://evil.example"}),
    ]
    assert visitor.ask(result).status == 200
    assert all(answer.status == 403 for answer in forged), [answer.status for answer in forged]
    say("forms are refused without their token")


def check_no_compression(visitor: Visitor, path: str) -> None:
    page = visitor.ask(path, headers={"Accept-Encoding": "gzip, br"})
    assert not page.headers["Content-Encoding"], "a page with a secret is compressed (BREACH)"
    say("pages that hold secrets are not compressed")


def check_limits() -> None:
    """Who guesses at a password from one address is stopped, whatever address they claim."""

    def guess(visitor: Visitor, headers: dict[str, str]) -> int:
        page = visitor.ask("/admin/login/", headers=headers)
        form = next(form for form in FormReader(page.text).forms if "username" in form.fields)
        named = form.fields | {"username": "nobody", "password": "guessed"}
        return visitor.ask("/admin/login/", "POST", named, headers=headers).status

    _system("restart", "redis-server")  # which saves nothing: all counts begin anew
    statuses, flood = [], Visitor(FLOOD)
    while 429 not in statuses and len(statuses) < 20:
        forged = f"198.51.100.{len(statuses)}, 203.0.113.{len(statuses)}"
        claims = {"X-Forwarded-For": forged, "X-Real-IP": forged, "Forwarded": f"for={forged}"}
        statuses.append(guess(flood, claims))
    assert statuses[:3] == [200] * 3, statuses
    assert statuses[-1] == 429, statuses
    assert guess(Visitor(NEIGHBOUR), {}) == 200
    assert guess(Visitor(NEIGHBOUR), {"X-Forwarded-For": FLOOD}) == 200
    say(f"{len(statuses)} guesses are too many, for each address; nobody can claim another one")


def check_trouble(visitor: Visitor, path: str) -> None:
    """Redis away: pages work. PostgreSQL away: a 503, and the answers are there afterwards."""
    _system("stop", "redis-server")
    assert visitor.ask(path).status == 200
    assert json.loads(visitor.ask("/readyz").body)["cache"] == "failed"
    _system("start", "redis-server")
    _system("stop", "postgresql", "postgresql@*")  # Debian: the service, and its clusters
    assert visitor.ask(path).status == 503
    assert visitor.ask("/readyz").status == 503
    _system("start", "postgresql")
    end = time.monotonic() + 60
    while visitor.ask("/readyz").status == 503 and time.monotonic() < end:
        time.sleep(0.2)
    assert visitor.ask(path).status == 200
    say("without Redis pages work, without PostgreSQL they say 503; both heal")


def check_clash(token: str) -> None:
    """A second attempt with that token, which the database refuses: it may write that down."""
    code = f"""from roles.models import Attempt
again = Attempt.objects.get(token={token!r})
again.pk = None
again.save(force_insert=True)
"""
    command = ["careerquiz-manage", "shell"]  # no code here: the journal keeps command lines
    refused = subprocess.run(command, input=code, capture_output=True, text=True)
    assert "attempt_token_unique" in refused.stderr, refused.stderr[-300:]
    say("the database refuses a second attempt with the same token")


def check_logs(secrets: list[str]) -> None:
    """No file below /var/log, nor the journal, holds one of them."""
    journal = subprocess.run(["journalctl", "--all", "-o", "cat"], capture_output=True, check=True)
    texts = {"journal": journal.stdout}
    for path in Path("/var/log").rglob("*"):
        if path.is_file():
            texts[str(path)] = path.read_bytes()
    assert b"[private]" in texts["journal"], "the app has logged no trouble: this proves nothing"
    found = {name for name, text in texts.items() for secret in secrets if secret.encode() in text}
    assert not found, f"private tokens stand in {', '.join(sorted(found))}"
    say(f"no private token in {len(texts)} logs")


def _system(*arguments: str) -> None:
    subprocess.run(["systemctl", *arguments], check=True)


class Traffic:
    """People who use the site in the background: some look at a page, some take the quiz."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.results: list[str] = []  # paths of results that were reached, in order
        self.answered = 0  # requests
        self.troubles: list[str] = []
        self.slowest = 0.0  # seconds
        self.is_over = threading.Event()

    def look(self, address: str) -> None:
        while not self.is_over.wait(0.05):
            self._counted(lambda: self._page(address))

    def take(self, address: str) -> None:
        while not self.is_over.is_set():
            self._counted(lambda: self.results.append(take_quiz(self._visitor(address))))

    def _page(self, address: str) -> None:
        status = self._visitor(address).ask(self.path).status
        assert status == 200, (self.path, status)

    def _visitor(self, address: str) -> "Visitor":
        traffic = self

        class Counted(Visitor):
            def ask(self, *args: Any, **options: Any) -> Answer:
                time.sleep(0.2)  # people think, and leave the machine some time
                began = time.monotonic()
                answer = super().ask(*args, **options)
                traffic.slowest = max(traffic.slowest, time.monotonic() - began)
                traffic.answered += 1
                return answer

        return Counted(address)

    def _counted(self, use: Callable[[], object]) -> None:
        try:
            use()
        except (AssertionError, LookupError, OSError, http.client.HTTPException) as trouble:
            self.troubles.append(re.sub(TOKEN, "...", repr(trouble)))


@contextlib.contextmanager
def visitors_meanwhile(path: str) -> Iterator[Traffic]:
    """Three look at the path, three take the quiz, over and over. All must be answered well."""
    traffic = Traffic(path)
    visitors = [
        threading.Thread(target=use, args=[f"127.0.2.{number}"])
        for number, use in enumerate([traffic.look, traffic.take] * 3, start=1)
    ]
    for visitor in visitors:
        visitor.start()
    try:
        yield traffic
        time.sleep(1)
    finally:
        traffic.is_over.set()
        for visitor in visitors:
            visitor.join()
    assert not traffic.troubles, traffic.troubles[:9]
    assert traffic.results, "nobody reached a result meanwhile: this proves little"


def check_restart(restart: Callable[[], object], name: str) -> None:
    """In the middle of a quiz, and with others on the site, nothing is lost."""
    visitor = Visitor(OWNER)
    path, chosen = begin(visitor)
    with visitors_meanwhile("/") as traffic:
        time.sleep(2)
        restart()
    assert answers_on_page_1(visitor, path, chosen) == chosen, "answers were lost"
    check_result(visitor, finish(visitor, path))
    for result in traffic.results:
        check_result(Visitor(OWNER), result)
    told = f"{name}: no answer lost; {traffic.answered} requests meanwhile all answered"
    say(f"{told}, the slowest in {traffic.slowest:.1f} s, {len(traffic.results)} results")


def answers_on_page_1(visitor: Visitor, path: str, chosen: dict[str, str]) -> dict[str, str | None]:
    """What the first page shows as answered, of what was chosen there."""
    first = visitor.ask(re.sub(r"/\d+/$", "/1/", path))
    fields = FormReader(first.text).forms[0].fields
    return {slug: fields.get(slug) for slug in chosen}


def take_quiz(visitor: Visitor) -> str:
    """From the first page to the result. Gives its path."""
    path, _ = begin(visitor)
    result = finish(visitor, path)
    assert visitor.ask(result).status == 200
    return result


def check_server() -> None:
    check_ready()
    check_front()
    check_static()
    check_admin()
    owner = Visitor(OWNER)
    path, _ = begin(owner)
    result = finish(owner, path)
    check_no_compression(owner, result)
    check_result(owner, result)
    assert all(name.startswith("__Host-") for name in owner.cookies), owner.cookies.keys()
    say("the quiz can be taken to its result")
    shared = check_sharing(owner, result)
    check_csrf(owner, result)
    check_restart(lambda: _system("restart", "careerquiz"), "systemctl restart")
    check_restart(lambda: _system("reload", "careerquiz"), "systemctl reload")
    check_trouble(owner, result)
    check_limits()
    _system("start", "careerquiz-jobs")
    assert owner.ask(result).status == 200
    say("the daily jobs run, and leave a fresh result")
    check_large()
    attempt, link = re.findall(TOKEN, result + shared)
    check_clash(attempt)
    check_logs([attempt, link])


def check_large() -> None:
    """What says that it is more than the site takes is refused unread, with strict headers."""
    with contextlib.closing(Visitor(OWNER).connection()) as connection:
        connection.putrequest("POST", "/quiz/", skip_host=True)
        connection.putheader("Host", HOST)
        connection.putheader("Content-Length", "1100000")
        connection.endheaders()
        reply = connection.getresponse()
    assert reply.status == 413, reply.status
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    say("a body over 1 MB gets 413, unread")


def run_commands(commands: str) -> None:
    with Path(f"{commands}.log").open("w") as log:
        done = subprocess.run(["bash", "-ex", commands], stdout=log, stderr=log)
    assert done.returncode == 0, Path(f"{commands}.log").read_text()[-3000:]


def check_upgrade(name: str, commands: str) -> None:
    """Those lines, run while people use the site, bring other code."""
    old = Visitor(READER).ask("/").text
    check_restart(lambda: run_commands(commands), name)
    assert Visitor(READER).ask("/").text != old, "the page is still that of the version before"
    check_ready()


def check_backup(backup: str, restore: str) -> None:
    """A backup while people answer; then it is restored, and what came later is gone."""
    visitor = Visitor(OWNER)
    path, chosen = begin(visitor)
    with visitors_meanwhile("/") as traffic:
        time.sleep(5)
        before = list(traffic.results)
        run_commands(backup)
    later = take_quiz(Visitor(OWNER))
    assert before, "nobody had reached a result before the backup: this proves nothing"
    say(f"a backup while {traffic.answered} requests were answered")
    run_commands(restore)
    for result in before:
        check_result(Visitor(OWNER), result)
    assert answers_on_page_1(visitor, path, chosen) == chosen, "answers were lost"
    assert Visitor(OWNER).ask(later).status == 404
    say(f"restored: {len(before)} results and the answers from before it, nothing from after it")


def check_caddy() -> None:
    """The site behind the other proxy."""
    check_ready_encrypted()
    visitor = Visitor(READER)
    landing = visitor.ask("/")
    assert landing.status == 200
    assert "Server" not in landing.headers
    assert landing.headers["Strict-Transport-Security"].startswith("max-age=")
    plain = visitor.ask("/roles/?a=1", plain=True)
    assert (plain.status, plain.headers["Location"]) == (308, f"https://{HOST}/roles/?a=1")
    check_static()
    check_admin()
    owner = Visitor(OWNER)
    result = take_quiz(owner)
    check_result(owner, result)
    check_no_compression(owner, result)
    shared = check_sharing(owner, result)
    check_limits()
    check_large()
    check_restart(lambda: _system("restart", "careerquiz"), "systemctl restart")
    _system("stop", "careerquiz.socket", "careerquiz.service")
    assert owner.ask(result).status in (502, 503)  # Caddy writes it down
    _system("start", "careerquiz.socket", "careerquiz.service")
    attempt, link = re.findall(TOKEN, result + shared)
    check_logs([attempt, link])


def check_ready_encrypted() -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:  # Caddy makes its certificate after it has started
        with contextlib.suppress(OSError):
            if Visitor(LOCAL).ask("/readyz").status == 200:
                say("/readyz answers over https")
                return
        _trusting.cache_clear()
        time.sleep(0.5)
    raise AssertionError("no /readyz over https")


CHECKS: dict[str, Callable[..., None]] = {
    "local": check_local,
    "server": check_server,
    "backup": check_backup,
    "upgrade": check_upgrade,
    "caddy": check_caddy,
}

if __name__ == "__main__":
    CHECKS[sys.argv[1]](*sys.argv[2:])
