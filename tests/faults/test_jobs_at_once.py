"""`jobs` killed half-way, and started twice: on whatever DATABASE_URL names."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection

from roles.models import JobRun
from roles.models.jobs import DailyJob
from roles.services.jobs import jobs_lock

ROOT = Path(__file__).resolve().parent.parent.parent
# Stands still in the middle of the third job, and says so.
STOPPED = """
import sys, time
import django
from django.core.management import call_command
from django.db import connection

django.setup()

def execute(run, sql, *args):
    if "roles_sharelink" in sql:
        print("in the middle", flush=True)
        time.sleep(60)
    return run(sql, *args)

with connection.execute_wrapper(execute):
    call_command("jobs", verbosity=0)
"""

pytestmark = pytest.mark.django_db(transaction=True)


def address():
    """Where another process finds this database."""
    held = {name: str(value) for name, value in connection.settings_dict.items()}
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    return f"postgresql://{held['USER']}@{quote(held['HOST'], safe='')}/{held['NAME']}"


def outcomes():
    return dict(JobRun.objects.order_by("started_at").values_list("job", "outcome"))


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_jobs_killed_half_way_kept_others_out_and_are_made_up_for_by_the_next_run():
    with subprocess.Popen(  # noqa: S603  # our own code
        [sys.executable, "-c", STOPPED],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address()},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "in the middle\n"
        with jobs_lock() as is_ours:
            assert not is_ours
        process.send_signal(signal.SIGKILL)
    assert outcomes() == {"publish_due": "done", "rollup": "done", "prune": "running"}

    call_command("jobs", verbosity=0)
    assert outcomes() == dict.fromkeys(DailyJob.values, "done")
