"""Says what real answers propose for the draft, and puts it there when asked to."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roles.content import catalog as catalog_format
from roles.domain.errors import CatalogError, DraftHasMoved
from roles.domain.learning import PARTS
from roles.management.catalogs import check_report
from roles.queries.calibration import DEFAULT_PARTS, Proposal, draft_proposal
from roles.queries.draft import Documents
from roles.queries.lab import catalog_checks, draft_impact
from roles.queries.roles import published_as_renamed
from roles.services.calibration import put_into_draft
from roles.wording import calibration as words
from roles.wording.checks import verdict_sentence
from roles.wording.impact import big_change_sentence, guarded_impact_words
from roles.wording.names import RowNames


class Command(BaseCommand):
    help = (
        "Reports what real answers say about the draft: baselines, contrast, evening out, "
        "temperature, each with its standard error, and what they would do. Changes nothing "
        "without --to-draft, and never publishes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to-draft", action="store_true", help="put the parts that are proposed into the draft"
        )
        for part in PARTS:
            parser.add_argument(
                f"--{part}",
                action="store_true",
                help="look at this part, and others that are named; without any, at baselines",
            )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        named = [part for part in PARTS if options[part]]
        try:
            proposal = draft_proposal(named or DEFAULT_PARTS)
        except CatalogError as error:
            raise CommandError(_("The draft is not complete:\n%s") % error) from error
        self.stdout.write("\n".join(_lines(proposal)))
        if options["to_draft"]:
            self.stdout.write(_put(proposal))


def _put(proposal: Proposal) -> str:
    if not proposal.is_new:
        return _("Nothing was put into the draft: nothing is proposed that it hasn't got.")
    try:
        put_into_draft(
            proposed=proposal.catalog,
            stamp=proposal.draft_stamp,
            reason=words.put_reason(proposal.parts),
        )
    except DraftHasMoved as error:
        message = _("Somebody changed the draft at the same moment. Look again, then repeat.")
        raise CommandError(message) from error
    return words.put_sentence(proposal.parts)


def _lines(proposal: Proposal) -> Iterator[str]:
    learnt, draft, after = proposal.learnt, proposal.draft, proposal.catalog
    yield words.sheets_sentence(learnt)
    yield words.baselines_sentence(learnt, draft)
    for row in words.baseline_rows(learnt, draft, after):
        figures = _("%(before)s -> %(value)s (error %(error)s, %(answers)s answers)")
        yield f"  {row.text:<70}  {figures % vars(row)}"
    for setting in words.setting_rows(learnt, draft):
        yield f"{setting.name}: {words.setting_figures(setting)}"
        yield f"  {setting.finding}"
    if agreement := words.agreement_sentence(learnt):
        yield agreement
    yield words.reliability_sentence(learnt)
    for told in words.reliability_rows(learnt):
        stated = _("stated %(stated)s, came true for %(repeated)s (%(people)s people)")
        yield f"  {stated % vars(told)}"
    if proposal.is_new:
        yield from _effects(proposal)


def _effects(proposal: Proposal) -> Iterator[str]:
    """What the parts that were named would do."""
    after = proposal.catalog
    before = published_as_renamed() or proposal.draft
    names = RowNames([Documents(catalog_format.dump(each), {}) for each in (before, after)])
    found = draft_impact(before, after)
    impact = guarded_impact_words(found, names)
    yield words.looked_at_sentence(proposal.parts)
    yield impact.sentence
    for share in impact.shares:
        yield f"  {share.role}: {share.before or '-'} -> {share.after or '-'}"
    if warning := big_change_sentence(found, names):
        yield warning
    checks = catalog_checks(after)
    noted = [check for check in checks if check.verdict != "pass"]
    yield verdict_sentence(checks)
    if noted:
        yield check_report(noted, after)
