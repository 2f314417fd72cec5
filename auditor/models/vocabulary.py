"""The words that records are made of: languages, kinds, parties, labels, states.

In: nothing. Out: literal types and their values in order.
"""

from __future__ import annotations

from typing import Literal

Lang = Literal["fr", "en"]
BlockKind = Literal["title", "description", "heading", "paragraph", "list-item", "quote", "button", "table-cell", "image"]
PageKind = Literal["home", "about", "offer", "case", "contact", "news", "legal", "careers", "help", "search", "other"]
Party = Literal["self", "customer", "other"]
Focus = Literal["self", "customer", "shared", "neutral"]
Trait = Literal["generic_claim", "proof", "promise", "benefit", "know_how_list", "invitation", "testimonial"]
Dimension = Literal["quality", "availability", "care", "trust", "none"]
Severity = Literal["note", "warning", "error"]
State = Literal["ok", "partial", "inconclusive", "not_applicable", "not_computed"]

LANGS: tuple[Lang, ...] = ("fr", "en")
PAGE_KINDS: tuple[PageKind, ...] = (
    "home", "about", "offer", "case", "contact", "news", "legal", "careers", "help", "search", "other",
)  # fmt: skip
FOCUSES: tuple[Focus, ...] = ("self", "customer", "shared", "neutral")
TRAITS: tuple[Trait, ...] = (
    "generic_claim", "proof", "promise", "benefit", "know_how_list", "invitation", "testimonial",
)  # fmt: skip
DIMENSIONS: tuple[Dimension, ...] = ("quality", "availability", "care", "trust", "none")
