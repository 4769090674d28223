"""Publishes what somebody scheduled for today. Meant to be run once a day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from roles.services.scheduling import publish_due
from roles.wording.changes import published_sentences
from roles.wording.draft import failure_sentence


class Command(BaseCommand):
    help = "Publishes the draft if somebody scheduled it for today or earlier. Run it once a day."

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        due = publish_due(today=localdate())
        if due is None:
            said = [_("Nothing is due.")]
        elif due.published is not None:
            said = published_sentences(due.published)
        elif due.scheduled.has_failed:
            raise CommandError(failure_sentence(due.scheduled))
        else:  # it waits for the end of an experiment, as somebody wants it to
            said = [failure_sentence(due.scheduled)]
        if options["verbosity"]:
            self.stdout.write("\n".join(said))
