"""Somebody's own second step of signing in: turning it on, backup codes, turning it off.

These pages are also open to staff who still lack the second step that the site requires.
"""

from base64 import b32encode
from collections.abc import Callable, Mapping
from functools import wraps
from textwrap import wrap
from urllib.parse import quote, urlencode

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from roles.admin.desk import render_desk
from roles.admin.sign_in import LONGEST_CODE, WRONG_CODE, waiting
from roles.domain.errors import TooManyRequests, WrongCode
from roles.queries.accounts import begun_device, two_step_of
from roles.queries.careers import current_site
from roles.services.second_factor import (
    begin_two_step,
    confirm_two_step,
    end_two_step,
    is_code_right,
    new_backup_codes,
)
from roles.web.sign_in_guard import note_right_password, note_try
from roles.web.sign_in_log import log_account

View = Callable[[HttpRequest, User], HttpResponse]
TITLE = _("Two-step sign-in")
PAGE, SET_UP, CODES = (f"admin/desk/two_step{name}.html" for name in ("", "_set_up", "_codes"))


class CodeOfAppForm(forms.Form):
    """The first code, which shows that the app has the key."""

    code = forms.CharField(
        label=_("6-digit code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout("code", Submit("confirm", gettext("Turn it on")))


class ProofForm(forms.Form):
    """Who is signed in shows that it is them: somebody else may sit at their computer."""

    proof = forms.CharField(
        label=_("Your password, or a code from your app"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, user: User) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request, self.user = request, user
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "proof",
            Submit("codes", gettext("Make new backup codes")),
            Submit("off", gettext("Turn two-step sign-in off")),
        )

    def clean_proof(self) -> str:
        proof: str = self.cleaned_data["proof"]
        name = self.user.get_username()
        try:
            note_try(self.request, name)
        except TooManyRequests as refusal:
            log_account(name, "is locked: too many tries to change two-step sign-in")
            raise waiting(refusal) from refusal
        is_code = len(proof) <= LONGEST_CODE and is_code_right(user=self.user, code=proof)
        if not is_code and not self.user.check_password(proof):
            raise forms.ValidationError(_("That isn't your password or a current code."))
        note_right_password(self.request, name)
        return proof


def own_page(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """For staff who are signed in, with or without a second step; others are asked to sign in."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or not user.is_active or not user.is_staff:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return view(request, user)

    guarded: Callable[[HttpRequest], HttpResponse] = require_http_methods(["GET", "HEAD", "POST"])(
        never_cache(sensitive_post_parameters()(checked))
    )
    return guarded


@own_page
def two_step(request: HttpRequest, user: User) -> HttpResponse:
    """Whether it is on. POST begins with it; or, when it is on, makes codes or turns it off."""
    state = two_step_of(user)
    if state is None:
        if request.method == "POST":
            begin_two_step(user=user)
            return redirect("desk:two_step_set_up")
        context = {"state": None, "is_required": settings.SECOND_FACTOR_REQUIRED}
        return render_desk(request, PAGE, str(TITLE), context)
    form = ProofForm(request, user)
    if form.is_valid():
        return _new_codes(request, user) if "codes" in request.POST else _turn_off(request, user)
    return render_desk(request, PAGE, str(TITLE), {"state": state, "form": form})


@own_page
def set_up(request: HttpRequest, user: User) -> HttpResponse:
    """The key, as a picture and as text, and the form for a first code of it."""
    device = begun_device(user)
    if device is None:
        return redirect("desk:two_step")
    form = CodeOfAppForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            codes = confirm_two_step(
                user=user, code=form.cleaned_data["code"], session_key=request.session.session_key
            )
        except WrongCode:
            form.add_error("code", WRONG_CODE)
        else:
            request.session[settings.SECOND_FACTOR_KEY] = True
            log_account(user.get_username(), "turned two-step sign-in on")
            return _codes_page(request, codes)
    key = b32encode(device.bin_key).decode()
    label = f"{current_site().name.replace(':', '')}:{user.get_username()}"
    query = urlencode({"secret": key, "issuer": label.partition(":")[0]}, quote_via=quote)
    context = {
        "form": form,
        "address": f"otpauth://totp/{quote(label)}?{query}",  # as apps read it from the picture
        "key": " ".join(wrap(key.lower(), 4)),
    }
    return render_desk(request, SET_UP, str(TITLE), context)


def _new_codes(request: HttpRequest, user: User) -> HttpResponse:
    codes = new_backup_codes(user=user)
    log_account(user.get_username(), "made new backup codes")
    return _codes_page(request, codes)


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    shown = [f"{code[:4]}-{code[4:]}" for code in codes]
    return render_desk(request, CODES, gettext("Your backup codes"), {"codes": shown})


def _turn_off(request: HttpRequest, user: User) -> HttpResponse:
    end_two_step(user=user)
    request.session.pop(settings.SECOND_FACTOR_KEY, None)
    log_account(user.get_username(), "turned two-step sign-in off")
    said = _("Two-step sign-in is off. You now sign in with just your password.")
    messages.success(request, said)
    return redirect("desk:two_step")
