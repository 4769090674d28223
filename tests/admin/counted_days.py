"""Days that were counted, for the statistics page: rows as the daily job leaves them, made up."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache

from roles.domain.counts import Controls, Counts, StatementCounts, dump, wording_keys
from roles.models.statistics import CountedDay, DailyCount
from roles.queries.catalog import version_catalog

FINISHED = 0.75  # of those who start
ENDS = {"page 2": 9, "page 3": 8, "page 4": 2, "check": 3, "days": 2}
CERTAINTIES = {"clear": 41, "leaning": 26, "close": 28, "no_direction": 5}
SECOND_STEP = {"not_offered": 56, "open": 3, "skipped": 12, "same": 22, "changed": 7}
LEADERS = (34, 28, 20, 15, 3)
GAPS = dict(enumerate((16, 18, 17, 14, 11, 9, 6, 5, 3, 1)))
BAD = 1  # place of a statement whose answers go with no others, and which many skip


def drawn(rng, shares, people):
    return Counter(rng.choices(list(shares), list(shares.values()), k=people))


def make_counts(catalog, started, rng, leaders=LEADERS):
    """What so many attempts came to, drawn at random; the parts add up."""
    finished = round(FINISHED * started)
    roles = [role.slug for role in catalog.roles]
    counts = Counts(started=started)
    counts.ends = drawn(rng, ENDS, started - finished) + Counter(finished=finished)
    for end, people in counts.ends.items():
        counts.pages[int(end[-1]) if end[-1].isdigit() else 4] += people
    counts.leaders = drawn(rng, dict(zip(roles, leaders, strict=False)), finished)
    counts.certainties = drawn(rng, CERTAINTIES, finished)
    counts.second_step = drawn(rng, SECOND_STEP, finished)
    counts.gaps = drawn(rng, GAPS, finished)
    counts.asked = Counter({16: finished})
    counts.seconds = Counter(rng.choices(range(90, 420), k=finished))
    counts.notes = drawn(rng, {"fast": 3, "flat": 2, "scattered": 2}, round(0.09 * finished))
    counts.noted = counts.notes.total()
    counts.shared = counts.links = round(0.12 * finished)
    counts.controls = {roles[0]: Controls(round(0.12 * finished), round(0.16 * finished))}
    for place, key in enumerate(wording_keys(catalog).values()):
        counts.statements[key] = make_statement(finished, rng, is_bad=place == BAD)
    return counts


def make_statement(people, rng, *, is_bad):
    counts = StatementCounts()
    for _each in range(people):
        own = rng.gauss(0.4, 1.1)
        is_skipped = rng.random() < (0.15 if is_bad else 0.03)
        counts.add_answer(None if is_skipped else min(max(round(3 + own), 1), 5))
        counts.add_pair(own, rng.gauss(0 if is_bad else own, 1.2))
    return counts


def store_days(versions, days, started, *, last=None, leaders=LEADERS):
    """Stores so many days up to the last one, yesterday if none is given, of each version."""
    last = last or datetime.now(UTC).date() - timedelta(days=1)
    counted = [
        CountedDay(day=last - timedelta(days=number), counted_at=datetime.now(UTC))
        for number in range(days)
    ]
    CountedDay.objects.bulk_create(counted, ignore_conflicts=True)
    for version in versions:
        drawn = drawn_days(version_catalog(version), days, started, version.number, leaders)
        DailyCount.objects.bulk_create(
            row_of(day, version, counts) for day, counts in zip(counted, drawn, strict=True)
        )


@cache  # the same for each test
def drawn_days(catalog, days, started, seed, leaders):
    rng = random.Random(seed)
    return [make_counts(catalog, started, rng, leaders) for _day in range(days)]


def row_of(day, version, counts):
    won = sum(each.won for each in counts.controls.values())
    shown = sum(each.shown for each in counts.controls.values())
    return DailyCount(
        day=day,
        version=version,
        language="en",
        started=counts.started,
        finished=counts.finished,
        controls_shown=shown,
        controls_taken=won,
        counts_document=dump(counts),
    )
