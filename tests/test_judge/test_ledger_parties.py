"""Who commits and to whom are the words of the sentence, or nothing."""

from __future__ import annotations

import pytest
from told import COMPANY, known, page, told

from auditor.judge.ledger import ledger


@pytest.mark.parametrize(
    ("text", "lang", "by", "to"),
    [
        ("Nous vous rappelons sous 48 h.", "fr", "Nous", "vous"),
        ("Notre équipe vous remet un rapport après chaque visite.", "fr", "Notre équipe", "vous"),
        ("Verdon vous rembourse intégralement si le toit fuit.", "fr", "Verdon", "vous"),
        ("Notre visite est gratuite et sans engagement.", "fr", "", ""),
        ("Nous intervenons sans frais dans 40 communes.", "fr", "Nous", ""),
        ("We'll send you photographs of every tile.", "en", "We", "you"),
        ("We’ll keep your gutters clear all year.", "en", "We", ""),
        ("Our crew will get back to you within 24 hours.", "en", "Our crew", "you"),
        ("When a client brings your card, we will send your copy of the plans.", "en", "we", ""),
        ("Our survey is free of charge.", "en", "", ""),
    ],
)
def test_a_line_names_who_commits_and_to_whom_as_the_sentence_does(text, lang, by, to):
    (line,) = ledger([page("", told(text, lang, ("promise",)), lang=lang)], known(), COMPANY.names)
    assert (line.by, line.to) == (by, to)
