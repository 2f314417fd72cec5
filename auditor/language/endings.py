"""Verbs by their endings: French persons and tenses show on the verb, whatever a small model made of it.

In: a word in lower case, and forms as `rules/parties` lists them: « -ons » is an ending, « sommes » a word. Out: whether it is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.knowledge.parties import PartyWords

STEM = 2  # letters that an ending needs before it: « nez » and « ton » are no verbs


def has_form(word: str, forms: Sequence[str]) -> bool:
    """Whether a word is one of the forms, or a stem with one of the endings."""
    return any(word.endswith(form[1:]) and len(word) >= len(form) - 1 + STEM if form[0] == "-" else word == form for form in forms)


def is_we(word: str, known: PartyWords) -> bool:
    """Whether a word may be a verb with « nous » as its subject: « posons », « sommes », never « solutions »."""
    return has_form(word, known.we_verbs) and not has_form(word, known.no_we_verbs)


def is_you(word: str, known: PartyWords) -> bool:
    """Whether a word may be a verb with « vous » as its subject: « posez », « êtes », never « chez »."""
    return has_form(word, known.you_verbs) and word not in known.not_imperatives
