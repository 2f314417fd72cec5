"""data/audit.json: what the schema says stands there, and every number can be recounted from it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator
from judged import SITE, WHEN, knowledge, page, rule, sentence

from auditor.judge import assess, to_document
from auditor.judge.findings import Priced
from auditor.knowledge.rules import Target
from auditor.models import Advice, Finding, LabelledSegment, NotRead, Signal, Suggestion
from auditor.resources import folder

SCHEMA = json.loads((folder("site_templates") / "data" / "audit.schema.json").read_text(encoding="utf-8"))
BOAST = rule("boast", target=Target(focus="customer"))


def advise(finding: Finding, labelled: LabelledSegment) -> Priced:
    return Advice((Suggestion("You [what]", "fill-in", "receive", "a.why", ("a.question",)),), "", ("another question",)), None


def document(*, conclusive: bool = True) -> dict[str, object]:
    boast = sentence("self", text="We win.", signals=[Signal("boast", 0, 2)])
    home = [sentence("customer", kind="title", prominence=3.0), *[sentence("customer", prominence=2.0, first_screen=True)] * 8, boast]
    pages = [page("", "home", *home), page("about", "about", *[sentence("self", 12)] * 8), page("legal", "legal", sentence("self"))]
    given = pages if conclusive else pages[:1]
    audit = assess(SITE, given, knowledge=knowledge(BOAST), not_read=(NotRead("u", "robots"),), advise=advise, **WHEN)
    return json.loads(json.dumps(to_document(audit, knowledge(BOAST), "en")))


@pytest.mark.parametrize("conclusive", [True, False])
def test_the_document_is_what_its_schema_says(conclusive: bool) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    errors = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document(conclusive=conclusive))]
    assert errors == []


def test_the_schema_refuses_a_field_that_it_does_not_know() -> None:
    found = document()
    found["pages"][0]["segments"][0]["mood"] = "good"
    assert not Draft202012Validator(SCHEMA).is_valid(found)


def test_every_ratio_of_the_focus_axis_can_be_recounted() -> None:
    found = document()
    rows = [
        (page["weight"] * min(s["words"], 30) * s["prominence"], s) for page in found["pages"] if page["in_scope"] for s in page["segments"]
    ]
    body = [(w, s) for w, s in rows if s["kind"] not in ("title", "description", "button", "image")]
    first = [(w, s) for w, s in body if s["first_screen"] or (s["kind"] == "heading" and s["level"] == 1)]
    head = [(w, s) for w, s in rows if s["kind"] in ("title", "description")]
    pages = [(page["weight"], s) for page in found["pages"] if page["in_scope"] for s in page["segments"]]
    counted = [(w, s) for w, s in pages if s["kind"] not in ("title", "description", "button", "image")]
    halves = {"customer": 1, "shared": 0.5}

    def share(parts: list[tuple[float, float]]) -> float:
        return sum(part for part, _ in parts) / sum(whole for _, whole in parts)

    def voice(some: list[tuple[float, dict]]) -> float:
        return share([(w * halves.get(s["focus"], 0), w * (s["focus"] != "neutral")) for w, s in some])

    def of(name: str) -> float:
        return share([(w * s[name]["customer"], w * (s[name]["customer"] + s[name]["self"])) for w, s in counted])

    values = {indicator["id"]: indicator["value"] for indicator in found["indicators"]}
    assert values == pytest.approx(
        {
            "voice": voice(body),
            "actors": of("actors"),
            "openings": share([(w * s["opens_with_customer"], w * (s["opens_with_customer"] or s["opens_with_self"])) for w, s in counted]),
            "first-screen": voice([*head, *first]),
            "mentions": of("addressed"),
        },
        abs=1e-6,
    )


def test_a_finding_carries_its_message_and_what_rewriting_says() -> None:
    finding = document()["findings"][0]
    assert (finding["message"], finding["up_to"], finding["refusal"]) == ("We!", True, "")
    said = {
        "text": "You [what]",
        "status": "fill-in",
        "why": "a.why",
        "questions": ["a.question"],
        "drops": "",
        "source": "",
        "origin": "recipe",
    }
    assert finding["suggestions"] == [said]
    assert finding["questions"] == ["another question"]


def test_what_this_version_does_not_compute_is_named() -> None:
    found = document()
    assert [name for name in found["not_computed"] if name.startswith("axes.")] == ["axes.value", "axes.proof", "axes.relationship"]
    assert all(found[name] in ([], {}) for name in ("promises", "contradictions", "lenses"))


def test_a_rule_that_has_gone_since_the_audit_leaves_its_message_empty() -> None:
    audit = assess(SITE, [page("", "home", sentence("self", signals=[Signal("boast", 0, 1)]))], knowledge=knowledge(BOAST), **WHEN)
    assert [f["message"] for f in to_document(replace(audit), knowledge(), "fr")["findings"]] == [""]
