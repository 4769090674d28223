"""One line in the log for each sign-in of staff, each failure, lock and sign-out: the account and
what happened. No address, no password, and no name that is not an account's: people type passwords
into the wrong field."""

import logging

logger = logging.getLogger(__name__)


def log_account(name: str, happened: str) -> None:
    """
    Args:
        name: of an account; "" when no account has the name that was given.
        happened: such as "signed in".
    """
    account = f"account {name!r}" if name else "a name without an account"
    logger.info("Sign-in: %s %s", account, happened)
