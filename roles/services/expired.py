"""Deletes what is kept no longer and hangs on nothing: fingerprints of what ended, and answers
whose result is gone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from roles.models import EndedToken, FitAnswer, Result
from roles.services.quiz import batches


def delete_fingerprints(*, now: datetime, dry_run: bool) -> int:
    """Deletes fingerprints after settings.FINGERPRINT_KEPT_DAYS. By then nothing can bring back
    what ended: no ticket is that old, and no browser remembers its address.

    Returns:
        How many; in a dry run, which deletes nothing, how many it would be.
    """
    then = now - timedelta(days=settings.FINGERPRINT_KEPT_DAYS)
    old = EndedToken.objects.filter(ended_at__lt=then)
    if dry_run:
        return old.count()
    return sum(old.filter(pk__in=keys).delete()[0] for keys in batches(old))


def delete_lost_answers(*, now: datetime, dry_run: bool) -> int:  # as the others
    """Deletes later answers whose result is gone: the release before this one, which may run beside
    it during an update, deletes results without them.

    Returns:
        As `delete_fingerprints`.
    """
    lost = FitAnswer.objects.filter(~Exists(Result.objects.filter(pk=OuterRef("result_id"))))
    return lost.count() if dry_run else lost.delete()[0]
