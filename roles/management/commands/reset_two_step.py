"""Takes the second step off an account: for the only superuser, whose phone is lost."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roles.queries.accounts import account_named
from roles.services.second_factor import reset_two_step


class Command(BaseCommand):
    help = (
        "Turns two-step sign-in off for an account, and signs it out everywhere. For whoever lost "
        "phone and backup codes and knows nobody who could do it in the admin."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="the name that the account signs in with")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        name = options["username"]
        user: User | None = account_named(name)
        if user is None:
            raise CommandError(_("There's no account called %(name)s.") % {"name": name})
        if not reset_two_step(user=user):
            raise CommandError(_("Two-step sign-in isn't on for %(name)s.") % {"name": name})
        said = _("Two-step sign-in is off for %(name)s. The password alone signs in now.")
        self.stdout.write(said % {"name": name})
