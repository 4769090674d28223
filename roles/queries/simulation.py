"""Reads of whether people in this database are made up."""

from roles.models import Attempt, CountedDay, Demonstration


def is_demonstration() -> bool:
    """Whether it was filled with made-up people. One query."""
    return Demonstration.objects.exists()


def holds_real_answers() -> bool:
    """Whether it holds anything of real people, were it only in counts. Three queries at most."""
    if is_demonstration():
        return False
    return Attempt.objects.exists() or CountedDay.objects.exists()
