"""Ids of requests, their lines, and the log as JSON."""

import json
import logging
import re
from contextlib import closing
from ipaddress import ip_network

import pytest
from django.test import Client

from careerquiz.logs import JsonFormatter, PrivateFormatter, logging_config
from tests.test_logs import PAGE, TOKEN, failing

OWN_ID = re.compile("[0-9a-f]{16}")
PROXY = "192.0.2.1"


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False)


@pytest.fixture
def json_log(log, monkeypatch):
    """Reads what the handler wrote as JSON, a dictionary a line."""
    (handler,) = [
        each for each in logging.getLogger().handlers if getattr(each, "stream", None) is log
    ]
    monkeypatch.setattr(handler, "formatter", JsonFormatter())
    return lambda: [json.loads(line) for line in log.getvalue().splitlines()]


def test_each_request_gets_an_id_of_its_own_which_its_lines_carry(visitor, log):
    ids = [visitor.get("/nothing/").headers["X-Request-ID"] for _time in range(2)]

    assert all(OWN_ID.fullmatch(each) for each in ids)
    assert ids[0] != ids[1]
    assert [line.split(" ")[2] for line in log.getvalue().splitlines()] == ids


@pytest.mark.parametrize(
    ("path", "status"), [("/healthz", 200), ("/static/img/icon.svg", 200), ("/results", 301)]
)
def test_every_kind_of_response_names_its_id(visitor, path, status):
    with closing(visitor.get(path)) as response:
        assert response.status_code == status
    assert OWN_ID.fullmatch(response.headers["X-Request-ID"])


@pytest.mark.parametrize(
    ("sent", "sender", "is_taken"),
    [
        ("edge-7.x_Y", PROXY, True),
        ("x" * 64, PROXY, True),
        ("x" * 65, PROXY, False),
        ("a b", PROXY, False),
        ("a\x1b[2J", PROXY, False),
        ("", PROXY, False),
        ("edge-7", "198.51.100.1", False),
    ],
)
def test_id_is_taken_from_a_trusted_proxy_only_and_if_it_is_short_and_plain(
    visitor, settings, sent, sender, is_taken
):
    settings.TRUSTED_PROXIES = [ip_network(PROXY)]
    named = visitor.get("/healthz", headers={"X-Request-ID": sent}, REMOTE_ADDR=sender).headers[
        "X-Request-ID"
    ]

    assert (named == sent) is is_taken
    assert is_taken or OWN_ID.fullmatch(named)


@pytest.mark.parametrize(
    ("method", "path", "begin"),
    [
        ("GET", f"/quiz/{TOKEN}/1/", "quiz:page GET 404 in "),
        ("POST", "/quiz/?a=b", "quiz:start POST 405 in "),
        ("GET", "/static/img/icon.svg", "static files GET 200 in "),
        ("BREW", f"/{TOKEN}/", "no page of ours other 404 in "),
    ],
)
def test_access_line_names_view_method_and_status_and_no_address(
    visitor, log, settings, method, path, begin
):
    settings.ACCESS_LOG = True
    visitor.generic(method, path).close()
    (line,) = [each for each in log.getvalue().splitlines() if "careerquiz.request_log" in each]

    assert re.fullmatch(rf"{re.escape(begin)}[0-9.]+ ms", line.split(": ", 1)[1])


def test_no_access_line_is_written_where_none_is_asked_for(visitor, log):
    visitor.get("/healthz")
    assert log.getvalue() == ""


def test_json_line_of_a_refusal_names_the_view_and_no_part_of_the_address(visitor, json_log):
    response = visitor.get(PAGE)
    (line,) = json_log()

    assert re.fullmatch(r"20\d\d-\d\d-\d\dT[0-9:]{8}\.\d{3}\+00:00", line.pop("time"))
    assert line == {
        "level": "WARNING",
        "logger": "django.request",
        "message": "Not Found: quiz:page",
        "request_id": response.headers["X-Request-ID"],
        "view": "quiz:page",
        "status": 404,
    }


def test_json_line_of_a_failure_holds_its_traceback_without_the_token(visitor, json_log, log):
    with failing(RuntimeError(f"no answers at {PAGE}")):
        visitor.get(PAGE)
    (line,) = json_log()

    assert line["message"] == "Internal Server Error: quiz:page"
    assert line["traceback"].endswith("RuntimeError: no answers at /quiz/[private]/2/")
    assert TOKEN not in log.getvalue()


def test_json_access_line_says_all_in_fields(visitor, json_log, settings):
    settings.ACCESS_LOG = True
    visitor.get("/healthz")
    (line,) = json_log()

    names = ("level", "logger", "view", "method", "status")
    said = ["INFO", "careerquiz.request_log", "pages:healthz", "GET", 200]
    assert [line[name] for name in names] == said
    assert 0 <= line["duration_ms"] < 60_000


@pytest.mark.parametrize(("name", "kind"), [("json", JsonFormatter), ("text", PrivateFormatter)])
def test_settings_take_the_format_of_lines(load, name, kind):
    logging_settings = load(CAREERQUIZ_LOG_FORMAT=name)["LOGGING"]

    assert logging_settings == logging_config(name)
    assert logging_settings["formatters"]["private"]["()"].endswith(f".{kind.__name__}")


def test_settings_refuse_another_format(refusal):
    assert refusal(CAREERQUIZ_LOG_FORMAT="xml") == (
        "The environment variable CAREERQUIZ_LOG_FORMAT is 'xml', which is not allowed. "
        "Allowed: text or json."
    )
