"""Redis stops answering, or goes away, while people use the site: nobody waits or is refused.

A real server, with the shipped settings and two processes of the app.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from random import Random

import pytest

from careerquiz.cache import PAUSE_SECONDS
from tests.load.site import Visitor, free_port, running, take_quiz

REDIS = shutil.which("redis-server")
WORD = "Seven-Words-9x"
STAFF = f"""
from django.contrib.auth.models import User
User.objects.create_superuser("ada", password="{WORD}")
"""

pytestmark = pytest.mark.skipif(REDIS is None, reason="needs redis-server")


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"]
    folder = tmp_path_factory.mktemp("redis")
    command = [REDIS, *options]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:  # noqa: S603  # found by us
        process.port = port
        yield process
        process.send_signal(signal.SIGCONT)
        process.kill()


@pytest.fixture(scope="module")
def site(redis, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with running(folder, REDIS_URL=f"redis://127.0.0.1:{redis.port}/0") as site:
        site.manage("shell", "--no-imports", "-c", STAFF)
        yield site


def state(site):
    return json.loads(Visitor(site.port).get("/readyz").body)["cache"]


def sign_in(site):
    """The status of the answer to the right password."""
    visitor = Visitor(site.port)
    page = visitor.get("/admin/login/")
    fields = {"username": "ada", "password": WORD}
    return visitor.send(page, fields).status


def works(site):
    """Uses each part of the site; how long the slowest of twenty pages took, in seconds."""
    result = take_quiz(Visitor(site.port), Random(1))
    slowest = 0.0
    for _each in range(20):
        before = time.monotonic()
        assert Visitor(site.port).get("/quiz/").status == 302
        slowest = max(slowest, time.monotonic() - before)
    assert (result.status, sign_in(site)) == (200, 302)
    return slowest


def test_site_goes_on_while_redis_is_frozen_and_after_it_died(site, redis):
    assert state(site) == "ok"
    os.kill(redis.pid, signal.SIGSTOP)
    slowest = works(site)
    assert state(site) == "failed"
    assert slowest < 10  # answers; were each to wait for it twice, all twenty would take that long
    assert 1 <= site.log.count("The cache failed") <= len(site.workers)

    os.kill(redis.pid, signal.SIGCONT)
    end = time.monotonic() + 4 * PAUSE_SECONDS
    while (now := state(site)) != "ok" and time.monotonic() < end:  # of either worker
        time.sleep(0.2)
    assert now == "ok"
    redis.kill()
    redis.wait()
    works(site)
    assert " ERROR " not in site.log
