"""The second step of signing in: codes of an app on a telephone (TOTP, RFC 6238), and backup codes.

django-otp keeps the keys and compares the codes. A code is good for once; wrong ones have to wait,
twice as long each time.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from roles.domain.errors import WrongCode

BACKUP_CODES = 10
MOST_FAILURES = 11  # that count: the longest wait is 2 ** 10 seconds, 17 minutes
STEPS_AHEAD = 3  # by which the last code taken may be ahead of the clock: a telephone's may differ


@transaction.atomic
def begin_two_step(*, user: User) -> TOTPDevice:
    """A new key for the account's app, of which nothing is asked until a code confirms it."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name="app", confirmed=False)
    return device


@transaction.atomic
def confirm_two_step(*, user: User, code: str, session_key: str | None) -> list[str]:
    """From now on the account is asked for a code. Its other sessions end.

    Args:
        session_key: of the session that goes on.

    Returns:
        The backup codes, which are shown this once.

    Raises:
        WrongCode: when it is not one of the key that was begun with.
    """
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not _is_right(device, code):
        raise WrongCode
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    end_sessions(user=user, but=session_key)
    return new_backup_codes(user=user)


def is_code_right(*, user: User, code: str) -> bool:
    """Whether it is the app's code of now, or a backup code. It is used up then."""
    plain = _plain(code)
    kind = TOTPDevice if plain.isdecimal() else StaticDevice
    with transaction.atomic():  # a wrong code is counted, so nothing may be raised in here
        device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
        return device is not None and _is_right(device, plain)


@transaction.atomic
def new_backup_codes(*, user: User) -> list[str]:
    """Ten codes that replace those from before; each is good for once."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="backup")
    codes = [StaticToken.random_token() for _each in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def end_two_step(*, user: User) -> bool:
    """Takes off whatever there is of it; whether there was any."""
    deleted = [kind.objects.filter(user=user).delete()[0] for kind in (TOTPDevice, StaticDevice)]
    return any(deleted)


@transaction.atomic
def reset_two_step(*, user: User) -> bool:
    """Turns it off for somebody who lost their app, and signs them out everywhere: somebody else
    may have it. Whether it was on."""
    was_on = end_two_step(user=user)
    if was_on:
        end_sessions(user=user)
    return was_on


def end_sessions(*, user: User, but: str | None = None) -> None:
    """Signs the account out everywhere but in one session. Only staff have sessions, so that all
    of them are few."""
    for session in Session.objects.exclude(session_key=but or ""):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _is_right(device: "TOTPDevice | StaticDevice", code: str) -> bool:
    _allow_for_clock(device, timezone.now())
    return bool(device.verify_token(_plain(code)))


def _allow_for_clock(device: "TOTPDevice | StaticDevice", now: datetime) -> None:
    """What django-otp noted at a time that is still to come, before the clock was set back, would
    hold its owner off until then. Nor do waits grow without an end."""
    failures = min(device.throttling_failure_count, MOST_FAILURES)
    device.throttling_failure_count = failures
    failed_at = device.throttling_failure_timestamp
    if failed_at and failed_at > now + timedelta(seconds=1):
        device.throttling_failure_timestamp = None
    if isinstance(device, TOTPDevice):
        step = int(now.timestamp() - device.t0) // device.step
        if device.last_t > step + STEPS_AHEAD:
            device.last_t = step - STEPS_AHEAD


def _plain(code: str) -> str:
    """Without the blanks and dashes with which codes are shown."""
    return "".join(code.split()).replace("-", "").lower()
