"""What a report to Sentry holds, and what never leaves."""

import json

import pytest
import sentry_sdk
from django.test import Client
from sentry_sdk.transport import Transport

from careerquiz.sentry import start_sentry
from tests.test_logs import TOKEN, failing

DSN = "https://0123abcd@sentry.example.org/7"
SECRETS = (TOKEN, "cookie-of-somebody", "203.0.113.9", "agent-of-somebody", "answer-of-somebody")


class Kept(Transport):
    """Sends nothing: keeps what would be sent."""

    def __init__(self):
        super().__init__()
        self.events = []

    def capture_envelope(self, envelope):
        self.events += [item.payload.json for item in envelope.items]


@pytest.fixture
def reports():
    """The events that are sent, until the test ends."""
    transport = Kept()
    start_sentry(DSN, environment="local", transport=transport)
    yield transport.events
    sentry_sdk.get_global_scope().set_client(None)


@pytest.fixture
def report_of_a_failure(db, reports):
    """The one that a view sends which breaks, with secrets in all that it was sent."""
    visitor = Client(raise_request_exception=False, REMOTE_ADDR=SECRETS[2])
    visitor.cookies["attempt"] = SECRETS[1]
    with failing(RuntimeError(f"no answers at /quiz/{TOKEN}/2/")):
        response = visitor.post(
            f"/quiz/{TOKEN}/2/?secret={SECRETS[4]}",
            {"statement": SECRETS[4]},
            headers={"User-Agent": SECRETS[3]},
        )
    assert response.status_code == 500
    (event,) = reports
    return event, response


def test_report_says_what_broke_where_and_in_which_request(report_of_a_failure):
    event, response = report_of_a_failure
    (error,) = event["exception"]["values"]

    assert (error["type"], error["value"]) == ("RuntimeError", "no answers at /quiz/[private]/2/")
    assert error["stacktrace"]["frames"][-1]["function"] == "fail"
    assert event["tags"] == {"request_id": response["X-Request-ID"], "view": "quiz:page"}
    assert event["release"].startswith("careerquiz@")


def test_report_holds_nothing_private(report_of_a_failure):
    event, _response = report_of_a_failure
    text = json.dumps(event)

    assert [secret for secret in SECRETS if secret in text] == []
    assert '"vars"' not in text
    assert event.keys().isdisjoint({"request", "user", "extra", "breadcrumbs", "contexts"})


def test_expected_refusals_are_not_reported(db, reports):
    Client().get(f"/quiz/{TOKEN}/2/")
    assert reports == []


@pytest.mark.parametrize(
    "dsn",
    ["sentry.example.org", "https://sentry.example.org/7", "https://k@h", "https://k@h:port/1"],
)
def test_address_that_is_wrong_is_refused_and_never_shown(refusal, dsn):
    said = refusal(SENTRY_DSN=dsn)

    assert said.startswith("The environment variable SENTRY_DSN is not set or not allowed.")
    assert dsn not in said
