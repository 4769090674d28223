"""Calibration in the admin: what real answers propose for the draft, and putting it there."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roles.admin.desk import desk_page, render_desk
from roles.admin.start import STATISTICS
from roles.content import catalog as catalog_format
from roles.domain.errors import CatalogError, DraftHasMoved
from roles.domain.learning import PARTS
from roles.queries.calibration import DEFAULT_PARTS, Proposal, draft_proposal
from roles.queries.draft import Documents
from roles.queries.lab import catalog_checks, draft_impact
from roles.queries.roles import published_as_renamed
from roles.services.calibration import put_into_draft
from roles.wording import calibration as words
from roles.wording.checks import check_lines, verdict_sentence
from roles.wording.impact import big_change_sentence, guarded_impact_words
from roles.wording.names import RowNames

CHANGES = ("roles.change_question", "roles.change_scoringsettings")


class CalibrationForm(forms.Form):
    """What to put into the draft, and which numbers were looked at."""

    part = forms.MultipleChoiceField(choices=[(part, part) for part in PARTS])
    stamp = forms.CharField()


@desk_page(STATISTICS)
@require_http_methods(["GET", "HEAD", "POST"])
def calibration(request: HttpRequest) -> HttpResponse:
    """What was learnt, what it would do, and, for those who may change the draft, the button that
    puts it there."""
    if request.method == "POST":
        if not request.user.has_perms(CHANGES):
            raise PermissionDenied
        if _put(request):
            return redirect("desk:draft")
    asked = request.POST if request.method == "POST" else request.GET
    parts = asked.getlist("part") if "part" in asked or "chosen" in asked else DEFAULT_PARTS
    try:
        proposal = draft_proposal([part for part in PARTS if part in parts])
    except CatalogError:
        context: dict[str, Any] = {}
    else:
        context = _context(proposal)
        context["may_change"] = request.user.has_perms(CHANGES)
    return render_desk(request, "admin/desk/calibration.html", _("Calibration"), context)


def _put(request: HttpRequest) -> bool:
    """Whether it was put into the draft; a message says so, or why not."""
    form = CalibrationForm(request.POST)
    if form.is_valid():
        try:
            proposal = draft_proposal(form.cleaned_data["part"])
            if proposal.stamp != form.cleaned_data["stamp"]:
                raise DraftHasMoved
            put_into_draft(
                proposed=proposal.catalog,
                stamp=proposal.draft_stamp,
                reason=words.put_reason(proposal.parts),
            )
        except (CatalogError, DraftHasMoved):
            pass
        else:
            messages.success(request, words.put_sentence(proposal.parts))
            return True
    messages.error(
        request,
        _(
            "Nothing was put into the draft: the draft, or what people answered, changed after you "
            "opened this page. Look at the numbers as they are now, then try again."
        ),
    )
    return False


def _context(proposal: Proposal) -> dict[str, Any]:
    learnt, draft, after = proposal.learnt, proposal.draft, proposal.catalog
    context: dict[str, Any] = {
        "proposal": proposal,
        "sheets_sentence": words.sheets_sentence(learnt),
        "baselines_sentence": words.baselines_sentence(learnt, draft),
        "baseline_rows": words.baseline_rows(learnt, draft, after),
        "settings_sentence": words.settings_sentence(learnt),
        "setting_rows": [row for row in words.setting_rows(learnt, draft) if row.value],
        "missing_sentence": words.missing_sentence(learnt),
        "agreement_sentence": words.agreement_sentence(learnt),
        "reliability_sentence": words.reliability_sentence(learnt),
        "reliability_rows": words.reliability_rows(learnt),
        "choices": words.part_choices(learnt, proposal.parts),
    }
    if not proposal.is_new:
        context["idle_sentence"] = words.idle_sentence(proposal.parts)
    else:
        checks = catalog_checks(after)
        lines = [(line, ()) for line in check_lines(checks, after)]
        context |= _impact(proposal) | {
            "checks_sentence": verdict_sentence(checks),
            "check_lines": lines,
            "noted_lines": [(line, links) for line, links in lines if line.advice],
        }
    return context


def _impact(proposal: Proposal) -> dict[str, Any]:
    draft, after = proposal.draft, proposal.catalog
    before = published_as_renamed() or draft
    names = RowNames([Documents(catalog_format.dump(each), {}) for each in (before, after)])
    found = draft_impact(before, after)
    return {
        "impact": guarded_impact_words(found, names),
        "big_change_sentence": big_change_sentence(found, names),
        "after_words": words.after_words(proposal.parts, is_all=before == draft),
    }
