"""The boxes of the admin's start page. Each is there for those who may see what it is about."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate, now

from roles.admin.version_rights import may_load, may_view, may_view_draft
from roles.domain import lab
from roles.domain.types import Catalog, Check
from roles.queries.cached import cached
from roles.queries.completeness import draft_completeness
from roles.queries.dashboard import Overview, find_overview
from roles.queries.draft import DraftState, draft_state
from roles.queries.experiments import running_experiment
from roles.queries.figures import catalog_digest
from roles.queries.jobs import last_runs
from roles.queries.scheduling import PUBLISH, scheduled_publication
from roles.queries.versions import KINDS
from roles.wording.changes import state_sentence
from roles.wording.checks import verdict_sentence
from roles.wording.completeness import completeness_sentence
from roles.wording.draft import scheduled_line
from roles.wording.jobs import jobs_verdict, run_sentence
from roles.wording.start import (
    activity_note,
    leader_share,
    minutes,
    pages_sentence,
    people,
    readiness,
    share,
)

DRAFT_PAGE = "roles.view_roleprofile"  # who may open the draft, its preview, a role's next steps
STATISTICS = "roles.view_statistics"  # who may see figures of what people did


def start_boxes(request: HttpRequest) -> dict[str, Any]:
    """What the start page shows above the tables."""
    boxes: dict[str, Any] = {}
    draft = None
    if any(may_view_draft(request.user, kind) for kind in KINDS):
        draft = draft_state()
        boxes["draft_box"] = _draft_box(request, draft)
    if request.user.has_perm("roles.view_rolepage"):
        boxes["pages_box"] = _pages_box(request, draft or draft_state())
    if request.user.has_perm(STATISTICS):
        boxes["people_box"] = _people_box(find_overview())
    if request.user.has_perm(PUBLISH):
        boxes["jobs_box"] = _jobs_box()
    return {"boxes": boxes}


def _draft_box(request: HttpRequest, draft: DraftState) -> dict[str, Any]:
    # What is published has passed them.
    checks = _checks(draft.catalog) if draft.catalog and draft.has_new_catalog else ()
    is_experiment = running_experiment() is not None
    state, words = readiness(draft, len(lab.failing(checks)), is_experiment=is_experiment)
    kind = next(kind for kind in KINDS if may_view_draft(request.user, kind))
    return {
        "state": state,
        "words": words,
        "sentence": state_sentence(draft),
        "checks": verdict_sentence(checks) if checks else "",
        "scheduled": scheduled_line(draft, scheduled_publication()),
        "may_open": request.user.has_perm(DRAFT_PAGE),
        "compare": reverse("desk:compare", args=[kind]) if may_view(request.user, kind) else "",
        "may_upload": any(may_load(request.user, kind) for kind in KINDS),
    }


def _checks(catalog: Catalog) -> tuple[Check, ...]:
    """The lab's checks, which take a second for a new catalog: kept, and for all processes."""
    key = f"checks.{catalog_digest(catalog)}"
    return cached(key, lambda: lab.check(catalog), seconds=24 * 60 * 60)


def _pages_box(request: HttpRequest, draft: DraftState) -> dict[str, Any]:
    may_open = request.user.has_perm(DRAFT_PAGE)
    found = draft_completeness(draft, localdate())
    return {
        "sentence": pages_sentence(found),
        "rows": [
            {
                "role": each.role.name,
                "words": completeness_sentence(each),
                "is_complete": each.is_complete,
                "address": reverse("desk:role_steps", args=[each.role.slug]) if may_open else "",
            }
            for each in found
        ],
    }


def _people_box(found: Overview) -> dict[str, Any]:
    recent = found.recent
    return {
        "started": people(recent.started.value),
        "finished": people(recent.finished.value),
        "share": share(recent.completion.share),
        "time": minutes(recent.seconds.value),
        "leaders": [
            {
                "name": found.roles.get(row.key, row.key),
                "words": leader_share(row.portion.share),
                "width": round(100 * (row.portion.share or 0)),
            }
            for row in recent.leaders.rows
        ],
        "note": activity_note(recent, found.last_day),
        "counted_at": found.counted_at,
    }


def _jobs_box() -> dict[str, Any]:
    runs = last_runs()
    state, words, advice = jobs_verdict(runs, now())
    return {
        "state": state,
        "words": words,
        "advice": advice,
        "runs": [{"name": job.label, "sentence": run_sentence(run)} for job, run in runs.items()],
    }
