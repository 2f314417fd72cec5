"""Rewriting: a sentence about the company becomes one about its reader, inventing nothing; else a question to the writer.

In: a labelled segment, the rule that found it, and functions of the language room. Out: `Advice`. Recipes are data in `rules/recipes`.
"""

from auditor.rewrite.address import alike, form_of
from auditor.rewrite.advise import advise, thinking
from auditor.rewrite.bench import Bench, Look, shelf_of
from auditor.rewrite.beside import unanswered
from auditor.rewrite.better import rewritten
from auditor.rewrite.guard import figures, has_blank
from auditor.rewrite.proofs import Proof, Shelf, proofs_of
from auditor.rewrite.repeated import spared
from auditor.rewrite.together import Thought, together

__all__ = [
    "Bench",
    "Look",
    "Proof",
    "Shelf",
    "Thought",
    "advise",
    "alike",
    "figures",
    "form_of",
    "has_blank",
    "proofs_of",
    "rewritten",
    "shelf_of",
    "spared",
    "thinking",
    "together",
    "unanswered",
]
