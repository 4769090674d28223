"""The two forms with which staff sign in: name and password; then, for accounts with a second step,
a code. In between nobody is signed in: that the password was right travels signed in the page."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from roles.domain.errors import TooManyRequests
from roles.queries.accounts import has_two_step, known_name, staff_account
from roles.services.second_factor import is_code_right
from roles.web.rate_limits import count_request
from roles.web.sign_in_guard import note_right_password, note_try
from roles.web.sign_in_log import log_account

SALT = "roles.sign_in"
MINUTES = 5  # for how long a right password waits for its code
PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105  # a class
LONGEST_CODE = 20
WAIT = ngettext_lazy(
    "Too many tries. Wait %(minutes)d minute, then try again.",
    "Too many tries. Wait %(minutes)d minutes, then try again.",
    "minutes",
)
WRONG_CODE = _(
    "That code is wrong or already used. Wait for a new one. Each wrong code makes the wait a "
    "little longer."
)


class CodeAsked(Exception):
    """The password was right, and the account has a second step."""

    def __init__(self, user: User) -> None:
        super().__init__("asked for a code")
        self.user = user

    def form(self) -> "Callable[..., CodeForm]":
        """The form that asks for it."""
        passed = signing.dumps([self.user.pk, self.user.get_session_auth_hash()], salt=SALT)
        return partial(CodeForm, initial_passed=passed)


class SignInForm(AdminAuthenticationForm):
    """Name and password. Both limits come before the password is compared, which takes long.

    `wait` is how many seconds somebody has to wait who tried too often.

    Raises:
        CodeAsked: by `is_valid`, for an account with a second step.
    """

    wait = 0

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        try:
            note_try(self.request, name)  # type: ignore[arg-type]  # always there
        except TooManyRequests as refusal:
            log_account(known_name(name), "is locked: too many tries")
            self.wait = refusal.seconds
            raise waiting(refusal) from refusal
        try:
            cleaned = super().clean()
        except ValidationError:
            log_account(known_name(name), "was refused: wrong password, or no staff account")
            raise
        note_right_password(self.request, name)  # type: ignore[arg-type]  # always there
        user: User = self.get_user()
        if has_two_step(user):
            raise CodeAsked(user)
        log_account(user.get_username(), "signed in with its password")
        return cleaned


class CodeForm(forms.Form):
    """The code of the second step. `is_two_step` tells the page which form it is."""

    is_two_step: ClassVar[bool] = True
    wait = 0
    passed = forms.CharField(widget=forms.HiddenInput, max_length=300)
    code = forms.CharField(
        label=_("Code from your app, or one of your backup codes"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )

    def __init__(
        self,
        request: HttpRequest | None = None,
        *args: Any,  # noqa: ANN401  # Django's
        initial_passed: str = "",
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passed"].initial = initial_passed
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        user = _who_passed(self.cleaned_data.get("passed", ""))
        if user is None:
            raise ValidationError(_("That took too long. Please sign in again from the start."))
        if not self.cleaned_data.get("code"):
            return self.cleaned_data
        try:
            count_request(self.request, "sign_in")  # type: ignore[arg-type]  # always there
        except TooManyRequests as refusal:
            log_account(user.get_username(), "is locked: too many codes")
            self.wait = refusal.seconds
            raise waiting(refusal) from refusal
        if not is_code_right(user=user, code=self.cleaned_data["code"]):
            log_account(user.get_username(), "was refused: wrong code")
            raise ValidationError({"code": WRONG_CODE})
        log_account(user.get_username(), "signed in with its password and a code")
        user.backend = PASSWORD_BACKEND
        self.user = user
        return self.cleaned_data

    def get_user(self) -> User | None:
        return self.user


def waiting(refusal: TooManyRequests) -> ValidationError:
    minutes = -(-refusal.seconds // 60)
    return ValidationError(WAIT, code="wait", params={"minutes": minutes})


def lacks_two_step(request: HttpRequest) -> bool:
    """Whether somebody is signed in without the second step, and the site requires one."""
    return settings.SECOND_FACTOR_REQUIRED and not request.session.get(settings.SECOND_FACTOR_KEY)


def _who_passed(text: str) -> User | None:
    """Of what `CodeAsked` signed. Nobody when the password was changed meanwhile."""
    try:
        pk, password_hash = signing.loads(text, salt=SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        return None
    user = staff_account(pk)
    return user if user and user.get_session_auth_hash() == password_hash else None
