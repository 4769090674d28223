"""Reads about the accounts of staff."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

Person = AbstractBaseUser | AnonymousUser  # as requests have them


@dataclass(frozen=True)
class TwoStep:
    """The second step that an account's sign-in has."""

    since: datetime | None
    backup_codes: int  # that are left


def known_name(name: str) -> str:
    """The name, when an account has it; "" otherwise."""
    return name if User.objects.filter(username=name).exists() else ""


def account_named(name: str) -> User | None:
    return User.objects.filter(username=name).first()


def staff_account(pk: int) -> User | None:
    """An account that may sign in."""
    return User.objects.filter(pk=pk, is_active=True, is_staff=True).first()


def has_two_step(user: Person) -> bool:
    return bool(TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).exists())


def two_step_of(user: Person) -> TwoStep | None:
    """None while it is off."""
    device = TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).first()
    if device is None:
        return None
    left = StaticToken.objects.filter(device__user_id=user.pk).count()
    return TwoStep(device.created_at, left)


def begun_device(user: Person) -> TOTPDevice | None:
    """The one that is being set up: no code of it was entered yet."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user_id=user.pk, confirmed=False).first()
    return found
