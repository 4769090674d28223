"""Malformed requests against the shipped configuration: no error of ours, nothing changed, no token
in the log.

    python -m tests.load.malformed [requests, 10000] [seed, 1]

Status 1 when an answer was of status 5xx or missing, when a row of the database is not as it was,
or when the log holds a token or a traceback.
"""

import contextlib
import hashlib
import socket
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

from tests.load.site import Site, Visitor, running, take_quiz


def words(text: str) -> list[str]:
    return text.split()


METHODS = words("GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT get G FOO PROPFIND")
METHODS += ["P\u00d6ST", "GET\t", "", "X" * 30]
CHARSETS = words("utf-8 utf-7 utf-16 utf-32-be latin-1 idna punycode rot13 hex zlib undefined")
CHARSETS += ["x", '"utf-8"', '"rot13', "utf-8; charset=rot13", "unicode_escape", "\x00", "\xff", ""]
TYPES = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"]
TYPES += [
    "multipart/form-data",
    "application/json",
    "/",
    "",
    "a/b/c",
    "multipart/form-data;boundary=",
]
TEXTS = ["", "0", "-1", "5", "9" * 40, "1e999", "NaN", "\x00", "\ud800", "\u202e", "\U0010ffff"]
TEXTS += ["../../etc/passwd", "<script>", "{{7*7}}", "' OR 1=1 --", "%00", "%ff%fe", "a" * 3000]
TEXTS += [
    "//evil.example",
    "on",
    "true",
    "[]",
    "\u0661",
    "1_0",
    "\r\nSet-Cookie: a=b",
    "2026-13-45",
]
FILTERS = words("q p o all e id id__exact pk__in version__id finished_at__year finished_at__month")
FILTERS += words("finished_at__day finished_at__gte leader _popup _to_field _changelist_filters")
FILTERS += ["version__number__range", "attempt__token__startswith", "user__password__contains"]
LENGTHS = words("-1 +5 0x5 5,5 1e3 99999999999999999999 300000000 5.0 \u0665")
HEADERS = words("Accept Accept-Encoding Accept-Language Cookie If-None-Match If-Modified-Since")
HEADERS += words("Range Origin Referer Host X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host")
HEADERS += words("Forwarded Authorization Content-Type Content-Encoding Expect Upgrade Connection")
HEADERS += ["SCRIPT_NAME", "PATH_INFO", "X-Original-URL", "Remote-User", "Transfer-Encoding", "Te"]
ADMIN = words("roles/catalogversion roles/contentversion roles/result roles/attempt roles/question")
ADMIN += ["roles/roleprofile", "roles/dimension", "auth/user", "auth/group", "roles/sharelink"]
DESK = ["", "draft/", "upload/", "versions/", "statistics/", "login/", "jsi18n/"]
ROOMS = ["", "quiz/", "quiz/resume/", "roles/", "compare/", "privacy/", "results/forget/", "readyz"]
ROOMS += [
    "results/earlier/",
    "static/css/base.css",
    "robots.txt",
    "card.png",
    "sitemap.xml",
    "admin/",
]


def requests(rng: Random, token: str, admin: Visitor) -> Iterator[bytes]:
    """Requests without an end; a third of them of somebody who is signed in to the admin."""
    jar = "; ".join(f"{name}={value}" for name, value in admin.cookies.items())
    csrf = admin.cookies["csrftoken"]
    while True:
        is_admin = rng.random() < 0.35
        path = admin_path(rng) if is_admin else public_path(rng, token)
        method = rng.choice(METHODS if rng.random() < 0.25 else ["GET", "POST"])
        headers = {"Host": "localhost", "Connection": "close"}
        if is_admin:
            headers["Cookie"] = jar
        body = b""
        if rng.random() < 0.5:
            headers["Content-Type"], body = form(rng, csrf if rng.random() < 0.3 else "")
            headers["Content-Length"] = str(len(body))
        for _ in range(rng.choice([0, 0, 1, 2])):
            headers[rng.choice(HEADERS)] = rng.choice([*TEXTS, *CHARSETS, "chunked", path])
        if rng.random() < 0.05:
            headers["Content-Length"] = rng.choice(LENGTHS)
        lines = [f"{method} {path} {rng.choice(['HTTP/1.1'] * 19 + ['HTTP/1.0', 'HTTP/2', ''])}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        end = rng.choice(["\r\n"] * 40 + ["\n", "\r\n X: folded\r\n"])
        yield "\r\n".join(lines).encode("utf-8", "surrogatepass") + end.encode() + b"\r\n" + body


def public_path(rng: Random, token: str) -> str:
    key = rng.choice([token, token[:-1], token.swapcase(), token + "A", f"{token}.1.x.y", "a" * 22])
    rooms = [f"quiz/{key}/{page}/" for page in (1, 0, -1, "check", "days", "9" * 30)]
    rooms += [
        f"results/{key}/{rest}" for rest in ("", "share/", "delete/", "download/", "rescore/")
    ]
    rooms += [f"shared/{key}/", f"shared/{key}/card.png", f"results/{key}/share/{key}/revoke/"]
    path = "/" + rng.choice([*ROOMS, *rooms])
    change = rng.random()
    if change < 0.1:
        path = path.replace("/", "//", 1)
    elif change < 0.2:
        path += quote(rng.choice(TEXTS), safe="%/", errors="replace")
    elif change < 0.25:
        path += rng.choice(TEXTS)  # as it is
    return path + query(rng, ["a", "b", "one", "two", "from", "next", "page", "compare"])


def admin_path(rng: Random) -> str:
    if rng.random() < 0.3:
        return f"/admin/{rng.choice(DESK)}" + query(rng, ["next", "q", "kind", "version", "days"])
    row = rng.choice(["", "add/", *(f"{quote(text, errors='replace')}/change/" for text in TEXTS)])
    return f"/admin/{rng.choice(ADMIN)}/{row}" + query(rng, FILTERS)


def query(rng: Random, names: list[str]) -> str:
    if rng.random() < 0.4:
        return ""
    pairs = [
        f"{rng.choice(names)}={quote(rng.choice(TEXTS), errors='replace')}"
        for _ in range(rng.randint(1, 3))
    ]
    return "?" + rng.choice(["&", "&", ";"]).join([*pairs, *["%zz=%"] * (rng.random() < 0.1)])


def form(rng: Random, csrf: str) -> tuple[str, bytes]:
    """A Content-Type, and a body that may go with it."""
    kind = rng.choice(TYPES)
    if rng.random() < 0.25:
        kind += rng.choice(["; charset=", ";charset*=", "; boundary*0="]) + rng.choice(CHARSETS)
    if "multipart" in kind:
        parts = [part(rng) for _ in range(rng.randint(0, 3))]
        return kind, b"--b\r\n" + b"\r\n--b\r\n".join(parts) + rng.choice(
            [b"\r\n--b--\r\n", b"", b"--b"]
        )
    fields = [("csrfmiddlewaretoken", csrf)] if csrf else []
    fields += [(rng.choice(["which", "action", "_save", "a"]), rng.choice(TEXTS)) for _ in range(3)]
    body = "&".join(f"{quote(name)}={quote(value, errors='replace')}" for name, value in fields)
    return kind, body.encode() * rng.choice([1, 1, 1, 1500]) + rng.choice([b"", b"&%ff=\xff\xfe"])


def part(rng: Random) -> bytes:
    """A part of a multipart body, seldom a sound one."""
    names = [
        "name=a",
        "name*=rot13''x",
        "name*=utf-8''%ff",
        'name="a',
        "",
        "name=csrfmiddlewaretoken",
    ]
    names += ["name=file; filename=a.yaml", "name=file; filename*=idna''x", "filename=b"]
    lines = [f"Content-Disposition: form-data; {rng.choice(names)}"]
    if rng.random() < 0.4:
        lines.append(f"Content-Type: text/plain; charset={rng.choice(CHARSETS)}")
    if rng.random() < 0.3:
        lines.append("Content-Transfer-Encoding: " + rng.choice(["base64", "rot13", "8bit"]))
    return (
        "\r\n".join(lines).encode("latin-1", "replace")
        + b"\r\n\r\n"
        + rng.choice([b"5", b"\xff", b"===", b""])
    )


def status_of(port: int, request: bytes) -> int:
    """The status that is answered; 0 for none."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 30) as sock:
        with contextlib.suppress(OSError):  # refused before all of it was sent
            sock.sendall(request)
            sock.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: sock.recv(65536), b""))
        first = answer.split(b"\r\n", 1)[0].split()
        return int(first[1]) if len(first) > 1 and first[1].isdigit() else 0
    return 0


def fingerprints(path: Path) -> dict[str, str]:
    """One of the rows of each table, but for the sessions."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: hashlib.sha256(
                repr(sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))).encode()  # noqa: S608  # our own names
            ).hexdigest()
            for (name,) in names
            if name != "django_session"
        }


def signed_in(site: Site) -> Visitor:
    """An administrator, who has a user of its own."""
    script = "from django.contrib.auth.models import User\n"
    script += "User.objects.create_superuser('ada', '', 'Seven-Words-9x')"
    site.manage("shell", "-c", script)
    admin = Visitor(site.port)
    page = admin.get("/admin/login/")
    admin.follow(admin.send(page, {"username": "ada", "password": "Seven-Words-9x"}))
    if "sessionid" not in admin.cookies:
        raise RuntimeError("Nobody could sign in to the admin.")
    return admin


def send(site: Site, rng: Random, number: int) -> tuple[Counter[int], list[str]]:
    """How many answers of each status there were, and what was wrong, in words."""
    visitor = Visitor(site.port)
    token = take_quiz(visitor, rng).path.split("/")[2]
    visitor.close()
    admin = signed_in(site)
    database = site.folder / "careerquiz.sqlite3"
    before, statuses = fingerprints(database), Counter[int]()
    wrong, source = [], requests(rng, token, admin)
    for _ in range(number):
        request = next(source)
        status = status_of(site.port, request)
        statuses[status] += 1
        # Whoever says no more than half gets no answer, and whoever goes on and on may miss it.
        is_whole = request.count(b"\n") == request.count(b"\r\n") and len(request) < 200_000
        if status >= 500 or (status == 0 and is_whole):
            wrong.append(f"{status}: {request[:200]!r} ... {request[-400:]!r}")
    after = fingerprints(database)
    wrong += [f"changed: {name}" for name in before if before[name] != after.get(name)]
    secrets = [token, *admin.cookies.values()]
    words = (*secrets, "Traceback")
    wrong += [
        f"in the log: {line}"
        for line in site.log.splitlines()
        if any(word in line for word in words)
    ]
    admin.close()
    return statuses, wrong


def main(number: int = 10_000, seed: int = 1) -> int:
    # Else most answers would be 429 before long.
    variables = {"CAREERQUIZ_RATE_LIMITS": "off"}
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), **variables) as site:
        statuses, wrong = send(site, Random(seed), number)
    print(f"{number} malformed requests, seed {seed}")
    print("  ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))
    print(f"wrong: {len(wrong)}", *wrong[:10], sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
