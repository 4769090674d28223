"""Signing in by a proxy that knows who somebody is, such as that of a company's own sign-in.

It says so in the header that settings.SSO_HEADER names, and only what comes from our own proxies
is believed. It opens accounts of staff that are there; it makes none and gives no rights.
"""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.backends import RemoteUserBackend
from django.contrib.auth.middleware import RemoteUserMiddleware
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import MiddlewareNotUsed, ValidationError
from django.http import HttpRequest
from django.urls import reverse

from roles.queries.accounts import known_name
from roles.web.middleware import GetResponse
from roles.web.rate_limits import is_from_proxy
from roles.web.sign_in_log import log_account

BACKEND = "roles.web.sso.ProxyUserBackend"
MARK = "by the proxy"


class ProxyUserBackend(RemoteUserBackend):
    """Accounts of staff that are there."""

    create_unknown_user = False

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        return super().user_can_authenticate(user) and bool(getattr(user, "is_staff", False))


class ProxySignInMiddleware(RemoteUserMiddleware):
    """Signs in whom the proxy names, and out whom it named and names no more. In the admin only:
    all other pages look the same to everybody, and set no session."""

    async_capable = False  # type: ignore[assignment]  # the base class is capable of both

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.SSO_HEADER:
            raise MiddlewareNotUsed
        super().__init__(get_response)
        self.header = settings.SSO_HEADER  # type: ignore[misc]  # of the instance: as set now

    def process_request(self, request: HttpRequest) -> None:
        if not request.path.startswith(reverse("admin:index")):
            return
        name = request.META.get(self.header, "")
        if not is_from_proxy(request) or not _is_name(name):
            request.META.pop(self.header, None)
        before = request.user.pk
        super().process_request(request)
        if request.user.is_authenticated and request.session[BACKEND_SESSION_KEY] == BACKEND:
            if request.user.pk != before:
                request.session[settings.SECOND_FACTOR_KEY] = MARK  # the proxy's business
                log_account(request.user.get_username(), "signed in by the proxy")
        elif self.header in request.META and not request.user.is_authenticated:
            log_account(known_name(name), "was refused: named by the proxy, but no staff account")


def _is_name(text: str) -> bool:
    """Whether an account could have that name. Two headers in one, with a comma between, have
    none."""
    try:
        UnicodeUsernameValidator()(text)
    except ValidationError:
        return False
    return len(text) <= 150
