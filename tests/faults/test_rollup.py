"""`rollup` killed while it catches up, at moments that chance chooses. On a file of SQLite."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
KILLS = 15

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")


def test_rollup_killed_at_any_moment_goes_on_to_the_counts_of_one_run(migrated):
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-m", "tests.load.rollup", str(KILLS)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{migrated}"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{KILLS} runs killed" in done.stdout
