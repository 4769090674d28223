"""Checks whether the addresses of sources still lead anywhere."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.link_check import Finding, check_all
from roles.queries.careers import content_of, draft_names, public_state
from roles.queries.usage import namers, source_addresses
from roles.wording.rows import kind_and_name, name_rows

NO_NETWORK = 2  # exit code


class Command(BaseCommand):
    help = (
        "Asks the sites of all sources, in the draft and in what is published, whether their pages "
        "are still there. Names each that is gone or has moved for good, and where it is used. "
        "Ends with exit code 1 when something is gone, and with 2 when there is no network."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--timeout", type=float, default=5, help="seconds that a site may take (default: 5)"
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        if not 0 < options["timeout"] <= 60:
            raise CommandError(_("The timeout must be above 0 and at most 60 seconds."))
        sources = source_addresses(content_of(public_state()).careers)
        if not sources:
            self.stdout.write(_("No source has an address, so there is nothing to check."))
            return
        found = check_all(sources, options["timeout"])
        counts: Counter[str] = Counter(finding.verdict for finding in found)
        if counts["no_network"] == len(found):
            said = _(
                "None of the addresses could be reached. Check the network connection, then run "
                "this again. Nothing is known about the links."
            )
            raise CommandError(said, returncode=NO_NETWORK)
        uses = _uses()
        for finding in found:
            if finding.verdict != "fine":
                self.stdout.write(_sentence(finding))
                for slug in sources[finding.url]:
                    for line in uses.get(slug, [_("published, no longer in the draft")]):
                        self.stdout.write(f"  {line}")
        self._sum_up(counts)

    def _sum_up(self, counts: Counter[str]) -> None:
        said = ngettext(
            "%(count)s address checked: %(fine)s fine, %(moved)s moved, %(gone)s gone, "
            "%(unclear)s could not be checked.",
            "%(count)s addresses checked: %(fine)s fine, %(moved)s moved, %(gone)s gone, "
            "%(unclear)s could not be checked.",
            counts.total(),
        )
        unclear = counts["unclear"] + counts["no_network"]
        figures = {name: counts[name] for name in ("fine", "moved", "gone")}
        self.stdout.write(said % {"count": counts.total(), "unclear": unclear, **figures})
        if gone := counts["gone"]:
            told = ngettext("%(count)s address is gone.", "%(count)s addresses are gone.", gone)
            raise CommandError(told % {"count": gone})


def _sentence(finding: Finding) -> str:
    said = {
        "gone": _("Gone: %(url)s (%(status)s)"),
        "moved": _("Moved for good: %(url)s is now %(goal)s"),
        "unclear": _("Could not be checked: %(url)s (%(why)s)"),
        "no_network": _("Could not be found: %(url)s (%(why)s)"),
    }[finding.verdict]
    return said % vars(finding)


def _uses() -> dict[str, list[str]]:
    """By the slug of a source: what it is called, and what uses it."""
    names, found = draft_names(), namers("sources")
    lines = {}
    for slug, label in names["sources"].items():
        rows = list(dict.fromkeys(found[slug]))
        name_rows(rows, names)
        used = map(kind_and_name, rows)
        lines[slug] = [_("Source: %(name)s") % {"name": label}, *used]
    return lines
