"""Registers the sentences of roles.wording for templates, each under its own name."""

from django import template
from django.contrib.humanize.templatetags.humanize import apnumber

from roles.cards.qr_code import qr_code
from roles.wording import (
    answers,
    careers,
    change_groups,
    chart,
    explanation,
    failures,
    known_groups,
    landing,
    numbers,
    outcome,
    quiz,
    share,
    summary,
)

register = template.Library()

register.filter("number_word", apnumber)  # 5 -> "five"; from ten on in digits

FILTERS = (
    *(answers.answer_label, answers.sentence),
    *(numbers.decimals, numbers.figure, numbers.grouped, numbers.out_of_100, numbers.percentage),
    *(numbers.points, numbers.share_of_100, numbers.signed, numbers.steps),
    numbers.whole_of_100,
    *(
        outcome.headline,
        outcome.headline_markup,
        outcome.level_sentence,
        outcome.note_sentence,
        outcome.numbers_sentence,
    ),
    *(outcome.in_100_tries, outcome.robustness_sentence, outcome.shown_number),
    *(outcome.sure_sentence, outcome.turn_sentence, outcome.way_words),
    *(explanation.explanation_parts, summary.summary_sentences),
    *(share.preview_alt, share.preview_description, share.preview_title),
    *(share.shared_headline, share.shared_headline_markup, share.shared_sentences),
    *(share.shared_words, share.shown_words),
    *(chart.fingerprint, chart.own_chart, chart.profile_chart, chart.their_chart, qr_code),
    *(careers.month, careers.pay_amounts),
    *(careers.pay_sentence, careers.role_question, careers.role_titles, careers.source_mark),
    *(careers.shift_words, careers.source_title),
    *(careers.verb_first, quiz.days_heading),
    change_groups.words_markup,
    *(known_groups.fit_finding, known_groups.kinds_finding),
    *(known_groups.points_estimate, known_groups.share_estimate),
    *(failures.back_words, failures.not_done, failures.still_so),
)
TAGS = (
    *(answers.span, chart.both_chart, chart.you_and_them_chart),
    *(landing.welcome, share.og_locale),
    careers.cite,
)
for words in FILTERS:
    register.filter(words.__name__, words)
for tag in TAGS:
    register.simple_tag(tag)
