"""gunicorn's settings for a server: `gunicorn careerquiz.wsgi`, in the directory of the app.

Started by systemd, it takes the socket of deploy/careerquiz.socket instead of `bind`.
"""

import os
import sys
from typing import Any


def processes(told: str) -> int:
    """How many, as WEB_CONCURRENCY tells; two when it is unset.

    Raises:
        SystemExit: when that is no number, or none.
    """
    if not told:
        return 2
    if not told.isdecimal() or int(told) == 0:
        allowed = "which is not allowed. Allowed: a whole number from 1."
        sys.exit(f"The environment variable WEB_CONCURRENCY is {told!r}, {allowed}")
    return int(told)


bind = "127.0.0.1:8000"
# Processes: WEB_CONCURRENCY, or --workers, gives another number. One or two for each processor.
workers = processes(os.environ.get("WEB_CONCURRENCY", "").strip())
# Requests that a process works on at once, each in a thread with a database connection of its own:
# at most workers * threads connections. Slow visitors hold none: see careerquiz/gunicorn_worker.py.
threads = 4
worker_class = "careerquiz.gunicorn_worker.GatheringWorker"
# Visitors at once in a process, most of them waiting. When there are more, whoever has kept us
# waiting for longest is given up. Each takes an open file, of which a process often has 1,024.
worker_connections = 500
timeout = 30  # seconds; a page takes a fraction of one
graceful_timeout = 30  # told to stop, a worker still answers what it has begun
keepalive = 75  # longer than nginx keeps a connection to us that has nothing to do: 60
# A worker is replaced after so many requests: memory that it may have gathered is given back.
max_requests = 10_000
max_requests_jitter = 1_000
worker_tmp_dir = "/dev/shm"  # noqa: S108  # sign of life of each worker: never to wait for a disk
control_socket_disable = True  # systemd controls it; the user has no home to put one into

# Who may say that a request came over https: the proxy on this machine. A socket file needs no
# entry, since its permissions say who may use it.
forwarded_allow_ips = "127.0.0.1,::1"
# Nobody may say where the app is mounted or which path was meant: CAREERQUIZ_URL does. Headers with
# an underscore, which could be taken for others, are dropped.
forwarder_headers = ""
header_map = "drop"

# Longest first line and headers that we take. Our longest address and cookie stay well below.
limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190

# The paths of a respondent's pages are the keys to them, so there is no access log, and what
# gunicorn says of a failed request is masked as the app's own log is.
accesslog = None
logger_class = "careerquiz.gunicorn_worker.PrivateLogger"


def post_fork(_arbiter: Any, _worker: Any) -> None:  # noqa: ANN401  # gunicorn has no types
    """A worker loads all of the app anew, though the process that starts it has loaded some of it
    for itself: after an update that is the old code."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("careerquiz", "roles")]:
        if name != "careerquiz.gunicorn_worker":
            del sys.modules[name]
