"""Does a site that is started anew, over and over, fail anybody? `python -m tests.load.rolling`

Two ways: new workers in the place of the old ones (HUP, `systemctl reload`), and another server on
a socket that is held meanwhile (`systemctl restart` with deploy/careerquiz.socket). Four visitors
go on using it. Ends with status 1 when a single request fails.
"""

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.load.site import held_socket, running, start, stop
from tests.load.traffic import NO_LIMITS, Traffic, table, traffic


def reloaded(folder: Path, rounds: int) -> Traffic:
    with running(folder, **NO_LIMITS) as site, traffic(site.port, takers=3, lookers=1) as seen:
        for _ in range(rounds):
            time.sleep(2)
            before = set(site.workers)
            site.process.send_signal(signal.SIGHUP)
            end = time.monotonic() + 40
            while before & set(site.workers) and time.monotonic() < end:
                time.sleep(0.05)
        time.sleep(1)
    return seen


def restarted(folder: Path, rounds: int) -> Traffic:
    with (
        held_socket() as listener,
        running(folder, listener=listener, **NO_LIMITS) as site,
        traffic(site.port, takers=3, lookers=1) as seen,
    ):
        for _ in range(rounds):
            time.sleep(2)
            stop(site)
            site.process = start(folder, listener=listener, **NO_LIMITS).process
        time.sleep(1)
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="of each way")
    rounds = parser.parse_args().rounds
    rows, troubles = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, way in {"reload": reloaded, "restart, socket held": restarted}.items():
            seen = way(Path(folder), rounds)
            figures = (seen.answered, len(seen.results), len(seen.failed), f"{seen.slowest:.1f} s")
            rows.append((name, rounds, *figures))
            troubles += seen.failed
    print(table(("way", "rounds", "requests", "results", "failed", "slowest"), rows))
    print("\n".join(troubles[:20]))
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
