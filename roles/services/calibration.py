"""Writes of numbers that were learnt from real answers, into the draft."""

from dataclasses import asdict

from django.db import transaction

from roles.domain.errors import DraftHasMoved
from roles.domain.types import Catalog
from roles.models import Question, ScoringSettings
from roles.queries.versions import draft_digest
from roles.services.loading import lock_draft
from roles.services.rows import save_changed


@transaction.atomic
def put_into_draft(*, proposed: Catalog, stamp: str, reason: str) -> None:
    """Gives the draft the baselines and the settings of a catalog, and leaves all else alone. Rows
    that have them already are not written.

    Args:
        proposed: the draft with learnt numbers in it, see `domain.learning.with_parts`.
        stamp: `queries.versions.draft_digest` of the draft that it was made of.
        reason: noted in the history of each row written, up to 100 characters.

    Raises:
        DraftHasMoved: when the draft is no longer that one.
    """
    lock_draft()
    if stamp != draft_digest():
        raise DraftHasMoved
    baselines = {row.slug: row.baseline for row in proposed.questions}
    for question in Question.objects.filter(slug__in=baselines):
        save_changed(question, {"baseline": baselines[question.slug]}, reason)
    settings = ScoringSettings.objects.first() or ScoringSettings()
    save_changed(settings, asdict(proposed.settings), reason)
