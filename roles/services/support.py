"""What support does by the wish of somebody who took the quiz."""

from django.contrib.admin.models import DELETION, LogEntry
from django.db import transaction

from roles.models import Attempt
from roles.services.quiz import delete_attempt

REASON = "by its owner's wish"


@transaction.atomic
def delete_for_owner(*, attempt: Attempt, user_id: int) -> None:
    """Deletes an attempt as its owner would, and notes in the admin's log who did it. The log knows
    the attempt by its number; nobody gets from there to its address.

    Raises:
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    delete_attempt(attempt=attempt)
    LogEntry.objects.log_actions(user_id, [attempt], DELETION, REASON, single_object=True)
