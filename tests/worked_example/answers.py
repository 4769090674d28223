"""One respondent's answers, whose figures were worked out apart from this code, to 9 digits."""

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
