"""What a running site tells those who watch it: its log as JSON, and its figures."""

import json
import os
import re
import signal
import time
from random import Random

import pytest

from tests.load.site import Visitor, running, take_quiz

METRICS_TOKEN = "a-token-of-at-least-20-characters"
TOKENS = re.compile(r"/(?:quiz|results|shared)/([A-Za-z0-9_-]{22})")
BAD = f"/quiz/{'k3Zr_Qw9-xYbT0aLmN5vHg'}/2/"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with running(
        folder,
        TMPDIR=str(folder),
        CAREERQUIZ_METRICS_TOKEN=METRICS_TOKEN,
        CAREERQUIZ_LOG_FORMAT="json",
        CAREERQUIZ_ACCESS_LOG="yes",
    ) as site:
        yield site


def figures(site):
    """Each figure by its name with labels."""
    visitor = Visitor(site.port, {"Authorization": f"Bearer {METRICS_TOKEN}"})
    answer = visitor.get("/metrics")
    visitor.close()
    assert answer.status == 200
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def asked(site):
    return figures(site).get(
        'careerquiz_requests_total{method="GET",status="2xx",view="pages:healthz"}', 0
    )


def ask(site, times):
    """As many requests, each on a connection of its own: whichever worker takes it."""
    for _time in range(times):
        visitor = Visitor(site.port)
        assert visitor.get("/healthz").status == 200
        visitor.close()


def test_figures_are_the_sum_over_all_workers_and_outlive_one_that_is_killed(site):
    before = asked(site)
    ask(site, 20)
    assert asked(site) == before + 20
    workers = site.workers
    os.kill(workers[0], signal.SIGKILL)
    while set(site.workers) == set(workers) or len(site.workers) < len(workers):
        time.sleep(0.05)
    ask(site, 20)

    assert asked(site) == before + 40
    files = {path.name for path in site.folder.glob("careerquiz-metrics-*/*.db")}
    assert len([name for name in files if name.startswith("counter")]) <= len(workers) + 1


def test_figures_count_what_people_did_and_name_the_state_of_all_parts(site):
    before = figures(site)
    take_quiz(Visitor(site.port), Random(1))
    site.manage("jobs")
    after = figures(site)

    assert after["careerquiz_attempts_total"] == before["careerquiz_attempts_total"] + 1
    assert after["careerquiz_results_total"] == before["careerquiz_results_total"] + 1
    assert after["careerquiz_catalog_versions_total"] == 1
    assert (after["careerquiz_database_up"], after["careerquiz_cache_up"]) == (1, 1)
    prune = 'careerquiz_job_done_timestamp_seconds{job="prune"}'
    assert before[prune] == 0
    assert abs(after[prune] - time.time()) < 60
    assert after['careerquiz_request_duration_seconds_bucket{le="+Inf",view="quiz:page"}'] > 3


def test_log_is_json_line_by_line_and_holds_no_token_nor_figures(site):
    visitor = Visitor(site.port)
    page = take_quiz(visitor, Random(2))
    visitor.get(BAD)
    text, told = site.log, json.dumps(figures(site))
    lines = [json.loads(line) for line in text.splitlines()]
    private = [
        *TOKENS.findall(page.path + page.text + BAD),
        METRICS_TOKEN,
        *visitor.cookies.values(),
    ]

    assert len(private) >= 3
    assert [secret for secret in {*private, METRICS_TOKEN} if secret in text + told] == []
    assert {line["logger"] for line in lines} >= {"gunicorn.error", "careerquiz.request_log"}
    assert all(line["request_id"] for line in lines if line["logger"].startswith("careerquiz"))
