"""The log as operators read it: what happened is there, the private token is not."""

import logging
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from django.db import OperationalError, connection
from django.test import Client

from careerquiz.logs import mask
from roles.web.tickets import new_ticket
from tests.factories import new_attempt, publish_seed
from tests.test_serve import ADDRESS, ROOT, free_port, lines_until

TOKEN = "k3Zr_Qw9-xYbT0aLmN5vHg"
PAGE = f"/quiz/{TOKEN}/2/"
SMALL = TOKEN.lower()  # only the room before it tells that it is a token


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False)


@pytest.fixture
def development_server(migrated):
    """`manage.py runserver` as a process, with both outputs in one, and its address."""
    port = free_port()
    database = f"sqlite:///{migrated}"
    with subprocess.Popen(  # noqa: S603  # our own code
        [sys.executable, "-u", "manage.py", "runserver", str(port), "--noreload"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database, "DJANGO_RUNSERVER_HIDE_WARNING": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            lines_until(process, "Quit the server")
            yield process, f"http://{ADDRESS}:{port}"
        finally:
            process.kill()


def lines(log):
    """Each line without the time and the request's id, with which it begins."""
    return [line.split(" ", 3)[3] for line in log.getvalue().splitlines()]


def failing(error):
    """Every query fails so, until the block ends."""

    def fail(*_args):
        raise error

    return connection.execute_wrapper(fail)


# --- real requests


def test_unknown_page_leaves_a_line_without_the_token(visitor, log):
    assert visitor.get(PAGE).status_code == 404
    assert lines(log) == ["WARNING django.request: Not Found: /quiz/[private]/2/"]


def test_mistyped_address_leaves_a_line_without_the_token(visitor, log):
    assert visitor.get(f"/result/{TOKEN}/").status_code == 404
    assert lines(log) == ["WARNING django.request: Not Found: /result/[private]/"]


def test_refused_form_leaves_a_line_without_the_token(db, log):
    assert Client(enforce_csrf_checks=True).post(PAGE).status_code == 403
    assert lines(log) == [
        "WARNING django.security.csrf: Forbidden (CSRF cookie not set.): /quiz/[private]/2/"
    ]


def test_too_many_fields_leave_one_line_without_the_ticket(visitor, log):
    ticket = new_attempt(publish_seed()).key
    fields = {f"field-{number}": "5" for number in range(10_000)}

    assert visitor.post(f"/quiz/{ticket}/1/", fields).status_code == 400
    assert lines(log) == [
        "WARNING django.security.TooManyFieldsSent: The number of GET/POST parameters exceeded "
        "settings.DATA_UPLOAD_MAX_NUMBER_FIELDS."
    ]


def test_tampered_form_leaves_a_line_without_the_ticket(visitor, log):
    attempt = new_attempt(publish_seed())

    assert visitor.post(f"/quiz/{attempt.key}/1/", {attempt.pages[0][0]: "9"}).status_code == 400
    assert lines(log) == ["WARNING django.request: Bad Request: /quiz/[private]/1/"]


def test_failure_leaves_a_traceback_without_the_token(visitor, log):
    with failing(RuntimeError(f"no answers at {PAGE}")):
        assert visitor.get(PAGE).status_code == 500

    first, *_traceback, last = log.getvalue().splitlines()
    assert first.endswith(" ERROR django.request: Internal Server Error: /quiz/[private]/2/")
    assert last == "RuntimeError: no answers at /quiz/[private]/2/"
    assert TOKEN not in log.getvalue()


def test_database_away_leaves_a_traceback_without_the_token(visitor, log):
    with failing(OperationalError(f"Key (token)=({TOKEN}) is locked.")):
        assert visitor.get(PAGE).status_code == 503

    first, *_traceback, error, last = log.getvalue().splitlines()
    assert first.endswith(
        " ERROR roles.web.middleware: The database could not be used by quiz:page"
    )
    assert error == "django.db.utils.OperationalError: Key (token)=([private]) is locked."
    assert last.endswith(" ERROR django.request: Service Unavailable: /quiz/[private]/2/")
    assert TOKEN not in log.getvalue()


@pytest.mark.slow
def test_development_server_logs_addresses_without_the_token(development_server):
    process, home = development_server
    with pytest.raises(urllib.error.HTTPError) as refusal:
        # Neither token nor ticket: known to be wrong without a table.
        urllib.request.urlopen(f"{home}/quiz/{TOKEN}.9/2/", timeout=20)  # noqa: S310  # http
    refusal.value.close()
    blank, missing, served = (process.stdout.readline() for _line in range(3))

    assert blank == "\n"  # the end of what it says of itself
    assert missing.endswith(" WARNING django.request: Not Found: /quiz/[private]/2/\n")
    assert re.sub("[0-9]+\n$", "", served).endswith(
        ' WARNING django.server: "GET /quiz/[private]/2/ HTTP/1.1" 404 '
    )


# --- what is masked and what is not


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"/results/{SMALL}/delete/", "/results/[private]/delete/"),
        (f"/shared/{SMALL}/card.png?x=1", "/shared/[private]/card.png?x=1"),
        (f"/quiz/{TOKEN}.3.1uN4Xe.sig-na_tu/1/", "/quiz/[private]/1/"),
        (f"/quiz/{TOKEN}", "/quiz/[private]"),
        (f"/quiz/{TOKEN[:20]}/2/", "/quiz/[private]/2/"),
        (f"/Quiz//{SMALL}/2/", "/Quiz//[private]/2/"),
        (f"/quiz/ {TOKEN}/2/", "/quiz/[private]/2/"),
        (f"/quiz/<{TOKEN}>/2/", "/quiz/[private]/2/"),
        (f"/{TOKEN}", "/[private]"),
        (f"/{TOKEN}A/", "/[private]/"),
        (f"/results/{TOKEN}/share/{SMALL}/revoke/", "/results/[private]/share/[private]/revoke/"),
        (f"?next=%2Fquiz%2F{SMALL}%2F2%2F&a=b", "?next=%2Fquiz%2F[private]%2F2%2F&a=b"),
        (f"%252fresults%252f{SMALL}%252f", "%252fresults%252f[private]%252f"),
        (f"{{'path': 'quiz/{TOKEN}/2/'}}", "{'path': 'quiz/[private]/2/'}"),
        (f"/quiz/{TOKEN}/2/ /quiz/{TOKEN}/3/", "/quiz/[private]/2/ /quiz/[private]/3/"),
        (
            f"DETAIL:  Key (token)=({TOKEN}) already exists.",
            "DETAIL:  Key (token)=([private]) already exists.",
        ),
        (
            f'DETAIL:  Failing row contains (7, {TOKEN}, {{"a": 5}}, (x)).',
            "DETAIL:  Failing row contains ([private]).",
        ),
    ],
)
def test_mask_blots_out_what_is_private(text, masked):
    assert mask(text) == masked


def test_mask_blots_out_the_whole_of_every_ticket():
    lines = {mask(f'"GET /quiz/{new_ticket(3)}/1/ HTTP/1.1" 200 5120') for _try in range(200)}

    assert lines == {'"GET /quiz/[private]/1/ HTTP/1.1" 200 5120'}


@pytest.mark.parametrize(
    "text",
    [
        '"GET /quiz/ HTTP/1.1" 200 5120',
        '"GET /quiz/?from=landing HTTP/1.1" 200 5120',
        '"GET /quiz/resume/ HTTP/1.1" 302 0',
        "Not Found: /roles/senior-product-manager/",
        "TemplateDoesNotExist: results/parts/why.html",
        'File "/srv/quiz/careerquiz/serve.py", line 7, in serve',
        "ConnectionRefusedError: [Errno 111] Connection refused",
        "Key (number)=(3) already exists.",
    ],
)
def test_mask_leaves_other_text_as_it_is(text):
    assert mask(text) == text


def test_loggers_of_django_hand_on_to_the_one_handler_that_masks():
    handlers = {name: logging.getLogger(name).handlers for name in ("django", "django.server")}

    assert handlers == {"django": [], "django.server": []}
    assert logging.getLogger("django.server").propagate
    assert logging.getLogger("django.request").getEffectiveLevel() == logging.INFO
    assert logging.getLogger("roles").getEffectiveLevel() == logging.WARNING
