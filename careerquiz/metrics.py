"""Figures of this site for Prometheus, at /metrics, for whoever has CAREERQUIZ_METRICS_TOKEN.

Requests are counted by each process in a file of its own, which all of them can read: whichever is
asked tells the sum. What people did is counted by the database: see decision 0033.
"""

import fcntl
import logging
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError
from django.utils.crypto import salted_hmac
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from careerquiz.version import app_version
from roles.models import JobRun
from roles.queries.counts import rows_ever_made
from roles.queries.jobs import last_runs

logger = logging.getLogger(__name__)

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)  # seconds


def _folder() -> str:
    """A folder that all processes of this site share and nobody else may enter.

    Raises:
        ImproperlyConfigured: when somebody else made it, or it cannot be made.
    """
    digest = salted_hmac("careerquiz.metrics", "folder", algorithm="sha256").hexdigest()[:16]
    try:
        path = Path(tempfile.gettempdir(), f"careerquiz-metrics-{digest}")
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
    except OSError as error:
        needed = f"CAREERQUIZ_METRICS_TOKEN needs a folder for temporary files: {error}"
        raise ImproperlyConfigured(f"{needed}. TMPDIR may name one.") from error
    if path.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise ImproperlyConfigured(f"{path} belongs to somebody else. Remove it, or set TMPDIR.")
    return str(path)


class _Place:
    """The number of this process among those that live now: the lowest that is free.

    Processes come and go; were each to have files under its own id, there would be ever more.
    """

    def __init__(self, folder: str) -> None:
        self.folder, self.process, self.number, self.lock = folder, 0, 0, -1

    def __call__(self) -> int:
        if self.process != os.getpid():  # also in the child of a fork
            self.process, self.number = os.getpid(), self._take()
        return self.number

    def _take(self) -> int:
        number = 0
        while True:
            lock = os.open(f"{self.folder}/{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # until the process ends
            except BlockingIOError:
                os.close(lock)
                number += 1
            else:
                self.lock = lock
                return number


# The library takes the folder from there, and nowhere else.
FOLDER = os.environ["PROMETHEUS_MULTIPROC_DIR"] = _folder()
values.ValueClass = values.MultiProcessValue(_Place(FOLDER))  # type: ignore[no-untyped-call]

own = CollectorRegistry()  # of this process; the page reads the files of all
requests = Counter(
    "careerquiz_requests",
    "Requests answered, by view, method and class of status.",
    ["view", "method", "status"],
    registry=own,
)
seconds = Histogram(
    "careerquiz_request_duration_seconds",
    "How long it took to answer, by view.",
    ["view"],
    buckets=BUCKETS,
    registry=own,
)


def count_request(view: str, method: str, status: int, duration: float) -> None:
    """Counts a request; or not, when a full disk takes no more kinds of them.

    Args:
        view: a name, never an address.
        duration: in seconds.
    """
    try:
        requests.labels(view, method, f"{status // 100}xx").inc()
        seconds.labels(view).observe(duration)
    except OSError as error:
        logger.warning("A request to %s could not be counted: %s", view, error)


class SiteCollector:
    """What the database and the cache tell when they are asked."""

    def collect(self) -> Iterator[Metric]:
        yield _build()
        yield _state("cache", "Whether the cache answers.", _cache_answers())
        try:
            found = [*_rows(), *_jobs()]
        except (DatabaseError, InterfaceError):
            found = None
        yield _state("database", "Whether the database answers.", found is not None)
        yield from found or ()


def _build() -> Metric:
    build = GaugeMetricFamily(
        "careerquiz_build_info", "What runs here.", labels=["version", "python", "django"]
    )
    build.add_metric([app_version(), platform.python_version(), django.get_version()], 1)
    return build


def _state(name: str, about: str, is_up: bool) -> Metric:
    return GaugeMetricFamily(f"careerquiz_{name}_up", about, value=int(is_up))


def _cache_answers() -> bool:
    try:
        cache.set("metrics", "ok", timeout=10)
        return bool(cache.get("metrics") == "ok")
    except Exception:  # each cache backend raises errors of its own
        return False


def _rows() -> Iterator[Metric]:
    about = {
        "attempts": "Attempts at the quiz that were begun.",
        "results": "Results that were made, those of changed answers included.",
        "links": "Public links that were made.",
        "catalog_versions": "Versions of the quiz that were published.",
        "content_versions": "Versions of the pages about roles that were published.",
    }
    for name, count in rows_ever_made().items():
        yield CounterMetricFamily(f"careerquiz_{name}", about[name], value=count)


def _jobs() -> list[Metric]:
    def gauge(name: str, about: str) -> GaugeMetricFamily:
        return GaugeMetricFamily(f"careerquiz_job_{name}", about, labels=["job"])

    started = gauge("started_timestamp_seconds", "When a daily job began last.")
    done = gauge("done_timestamp_seconds", "When a daily job was done last.")
    failed = gauge("failed", "Whether the last run of a daily job failed.")
    for job, run in last_runs().items():
        started.add_metric([job.value], run.started_at.timestamp() if run else 0)
        done.add_metric([job.value], run.done_at.timestamp() if run and run.done_at else 0)
        failed.add_metric([job.value], int(bool(run and run.outcome == JobRun.Outcome.FAILED)))
    return [started, done, failed]


def metrics_text() -> bytes:
    """The page. Six quick queries."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, FOLDER)  # type: ignore[no-untyped-call]
    registry.register(SiteCollector())
    return generate_latest(registry)
