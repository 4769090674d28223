"""/metrics and its token. What a running site tells there is in faults/test_operations.py."""

import pytest

TOKEN = "a-token-of-at-least-20-characters"


@pytest.mark.parametrize("sent", [{}, {"Authorization": f"Bearer {TOKEN}"}])
def test_metrics_without_a_token_in_the_settings_are_not_there(client, db, sent):
    assert client.get("/metrics", headers=sent).status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, *({"Authorization": text} for text in ("", TOKEN, f"Bearer {TOKEN}x", "Bearer é"))]
)
def test_metrics_without_the_right_token_are_refused(client, settings, log, sent):
    settings.METRICS_TOKEN = TOKEN
    refusal = client.get("/metrics", headers=sent)

    assert (refusal.status_code, refusal["WWW-Authenticate"]) == (401, "Bearer")
    assert refusal["Cache-Control"] == "no-store"
    assert TOKEN not in log.getvalue()


def test_metrics_take_no_post(client, settings):
    settings.METRICS_TOKEN = TOKEN
    assert client.post("/metrics").status_code == 405


@pytest.mark.parametrize("token", ["short", "x" * 30, "with blanks in its middle 123", "é" * 25])
def test_token_that_is_weak_is_refused_and_never_shown(refusal, token):
    said = refusal(CAREERQUIZ_METRICS_TOKEN=token)

    assert said.startswith("The environment variable CAREERQUIZ_METRICS_TOKEN is not set or not")
    assert token not in said
