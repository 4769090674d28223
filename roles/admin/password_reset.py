"""A new password by e-mail, for staff who forgot theirs: Django's own pages, in the admin's frame.

There are no such pages where no mail server is configured. Whoever asks learns nothing about which
addresses have an account: the mail server is tried before anybody is looked for.
"""

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from roles.domain.errors import TooManyRequests
from roles.queries.careers import current_site
from roles.web.absolute_urls import origin_of
from roles.web.rate_limits import count_one, rate_limit
from roles.web.sign_in_guard import note_right_password
from roles.web.sign_in_log import log_account

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]
MAILS, MAILS_SECONDS = 3, 60 * 60  # so many to one account, so that nobody can fill its box


class ResetForm(PasswordResetForm):
    """Asks for the address. Only staff get an e-mail, by the connection that the view opened."""

    connection: Any = None  # of Django's mail backend

    def get_users(self, email: str) -> Iterable[User]:
        return (user for user in super().get_users(email) if user.is_staff)

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """What goes wrong with one account's e-mail is logged only: the page says nothing of it, as
        it has nothing to say of an address without an account."""
        name = context["user"].get_username()
        subject = " ".join(render_to_string(subject_template_name, context).split())
        body = render_to_string(email_template_name, context)
        try:
            count_one("reset mail", name, MAILS, MAILS_SECONDS)
            EmailMessage(subject, body, from_email, [to_email], connection=self.connection).send()
        except TooManyRequests:
            log_account(name, "was sent no more e-mails: too many in an hour")
        except OSError as error:  # smtplib's are some of these
            log_account(name, f"was sent no e-mail: {type(error).__name__}")
        else:
            log_account(name, "was sent an e-mail to set a new password")


class FramedMixin:
    """Gives a page of Django's the admin's frame."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  # Django's
        own: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # a view's
        return admin.site.each_context(self.request) | {"site": current_site()} | own


class AskView(FramedMixin, views.PasswordResetView):
    form_class = ResetForm
    template_name = "admin/roles/password_reset.html"
    subject_template_name = "admin/roles/password_reset_subject.txt"
    email_template_name = "admin/roles/password_reset_email.txt"
    success_url = reverse_lazy("desk:password_reset_sent")
    title = _("Set a new password")

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  # the form above
        self.extra_email_context = {"site": current_site(), "origin": origin_of(self.request)}
        try:
            with get_connection() as form.connection:
                return super().form_valid(form)
        except OSError as error:
            logger.warning("The mail server failed (%s)", type(error).__name__)
        context = self.get_context_data(form=form, is_mail_away=True)
        return self.render_to_response(context, status=503)


class SentView(FramedMixin, views.PasswordResetDoneView):
    template_name = "admin/roles/password_reset_sent.html"
    title = _("Look into your e-mail")


class ConfirmView(FramedMixin, views.PasswordResetConfirmView):
    template_name = "admin/roles/password_reset_confirm.html"
    success_url = reverse_lazy("desk:password_reset_done")
    title = _("Set a new password")

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  # Django's
        response = super().dispatch(*args, **kwargs)
        if kwargs["token"] != self.reset_url_token:  # no page may be told this address
            response["Referrer-Policy"] = "no-referrer"
        return response

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        response = super().form_valid(form)
        name = form.user.get_username()
        log_account(name, "set a new password by e-mail")
        note_right_password(self.request, name)  # who was locked out may go on
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  # Django's
        context = super().get_context_data(**kwargs)
        return context if self.validlink else context | {"title": _("This link doesn't work")}


class DoneView(FramedMixin, views.PasswordResetCompleteView):
    template_name = "admin/roles/password_reset_done.html"
    title = _("Your new password is set")


def _with_mail(view: View) -> View:
    """Not there where no mail server is."""

    @wraps(view)
    def checked(request: HttpRequest, **parts: str) -> HttpResponseBase:
        if not settings.MAIL_FROM:
            raise Http404
        return view(request, **parts)

    return checked


ask = _with_mail(rate_limit("reset", method="POST")(AskView.as_view()))
sent, done = _with_mail(SentView.as_view()), _with_mail(DoneView.as_view())
confirm = _with_mail(ConfirmView.as_view())
