"""Two respondents' answers, whose figures were worked out apart from this code, to 9 digits."""

from roles.domain.types import DayChoice, DayPair

# Of the first catalog: four dimensions, no scale, no days.

ANSWERS = {
    "talk-to-customers": 5,
    "order-next-week": 4,
    "keep-teams-informed": 2,
    "weigh-two-plans": 3,
    "watch-users": 5,
    "break-into-steps": 5,
    "know-who-does-what": 3,
    "choose-shared-goal": 2,
    "check-finished-work": 4,
    "test-rough-idea": None,
    "set-long-term-direction": 4,
    "find-why-people-leave": 4,
}

# Of the catalog with six kinds of work: a bold person, who in the second step takes three days of
# a product manager and one of a product owner.
BOLD_ANSWERS = {
    "talk-to-customers": 5,
    "order-next-week": 5,
    "keep-shared-plan": 2,
    "choose-customer": 4,
    "work-out-order": 4,
    "see-through": 1,
    "try-out-work": 4,
    "pick-one-idea": 5,
    "watch-users": 4,
    "explain-new-part": 4,
    "agree-wait": 1,
    "keep-on-schedule": 4,
    "find-why-people-leave": None,
    "set-long-term-direction": 2,
    "write-up-meeting": 1,
    "when-finished": 3,
}


def bold_choices(catalog):
    """The pairs of the first four days of each of the two roles."""
    manager, owner = (catalog.role(slug).days for slug in ("product-manager", "product-owner"))
    pairs = [DayPair(one.slug, two.slug) for one, two in zip(manager, owner, strict=True)][:4]
    return [
        DayChoice(pair, pair.right if number == 0 else pair.left)
        for number, pair in enumerate(pairs)
    ]
