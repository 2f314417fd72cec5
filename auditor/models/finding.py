"""What a user should act on, and what rewriting says of it.

In: nothing. Out: records from `Suggestion` to `Finding`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.models.vocabulary import Severity

LEFT_ALONE = tuple(f"rewrite.refusal.{reason}" for reason in ("quoted", "legal", "careers", "picture"))  # words that are not to be touched


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rewrite: `ready` can be pasted, `fill-in` has blanks in square brackets."""

    text: str
    status: Literal["ready", "fill-in"]
    recipe: str
    why: str  # catalogue key, "rewrite.why.<recipe>"
    questions: tuple[str, ...] = ()  # catalogue keys
    drops: str = ""  # words of the sentence that it leaves out, where it leaves out any that a reader could miss
    source: str = ""  # id of the segment of the same site whose words it borrows
    origin: Literal["recipe", "model"] = "recipe"  # who worded it; a language model's words passed the same lock


@dataclass(frozen=True, slots=True)
class Advice:
    """What rewriting has to say of one segment: suggestions, or a refusal; questions to the writer either way (catalogue keys)."""

    suggestions: tuple[Suggestion, ...] = ()
    refusal: str = ""  # catalogue key, "rewrite.refusal.<reason>", when nothing safe can be said
    questions: tuple[str, ...] = ()

    @property
    def leaves_alone(self) -> bool:
        """Whether the words are nobody's here to change: a quotation, a legal page, a picture's words."""
        return not self.suggestions and self.refusal in LEFT_ALONE


@dataclass(frozen=True, slots=True)
class Finding:
    """A signal the user should act on."""

    id: str
    rule: str
    family: str
    segment: str
    page: str  # key of the page
    severity: Severity
    start: int
    end: int
    fields: tuple[tuple[str, str], ...] = ()
    points: float | None = None  # what the site's index gains; None where no number exists
    up_to: bool = True  # reckoned with target labels, not with a finished rewrite
    advice: Advice = Advice()
