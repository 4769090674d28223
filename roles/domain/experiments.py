"""Two versions side by side: who gets which."""

from random import Random


def gets_other(share: int, seed: str) -> bool:
    """Whether a new attempt gets the other version of an experiment.

    Args:
        share: of attempts that do, in percent, 1 to 99.
        seed: of the attempt. The same one always gives the same answer, which tells nothing of what
            else is drawn from it.
    """
    return Random(f"{seed} experiment").random() < share / 100  # noqa: S311  # no secret
