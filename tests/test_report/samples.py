"""Hand-made audits: a plain one in French and English, an inconclusive one, an empty one, and one whose texts attack the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from auditor.identity import finding_id, page_id, segment_ids
from auditor.knowledge import Knowledge, index
from auditor.knowledge.rules import Rule
from auditor.models import (
    Advice,
    Analysis,
    Audit,
    AuditedPage,
    Axis,
    Classic,
    Company,
    Finding,
    Focus,
    Indicator,
    LabelledSegment,
    Labels,
    Lang,
    NotRead,
    Parties,
    Score,
    Segment,
    Signal,
    Site,
    Suggestion,
)  # fmt: skip
from auditor.resources import folder

INDICATORS = ("voice", "actors", "openings", "first-screen", "mentions")
PAGE_WEIGHTS = {"home": 3.0, "about": 2.0, "offer": 2.0, "case": 1.0, "contact": 1.0}
HOSTILE = (
    '</script><script>document.title="taken"</script>',
    '<img src=x onerror="document.title=\'taken\';alert(1)">',
    "<!--<script>-->&lt;b&gt; {{ 7*7 }} {% raw %} %s %(x)s {0}",
    "line\u2028separator\u2029end \u202eright to left\u202c \x0bvertical 🦊 \U0001f9d1\u200d\U0001f33e",
    "=HYPERLINK(\"https://evil.example/\";\"click\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t+1-800",
    "Nous sommes " + "les meilleurs " * 720,
)  # fmt: skip


def rule(rule_id: str, family: str, **words: str) -> Rule:
    """A rule with a title in each language."""

    def section(lang: str) -> dict[str, object]:
        bad, at, good = words[f"{lang}_bad"], words[f"{lang}_at"], words[f"{lang}_good"]
        return {
            "title": words[f"{lang}_title"],
            "message": words[f"{lang}_message"],
            "why": words[f"{lang}_why"],
            "phrases": [at],
            "rewrite": {"ask": words[f"{lang}_ask"]} if f"{lang}_ask" in words else None,
            "examples": [{"bad": bad, "at": at}, {"good": good}],
        }

    made = Rule.model_validate({"severity": "warning", "signals": "focus.self", "fr": section("fr"), "en": section("en")})
    return made.model_copy(update={"id": rule_id, "family": family})


RULES = (
    rule(
        "self-opening", "self-talk",
        fr_title="Phrase qui commence par vous", fr_message="« {match} » : la phrase part de vous.",
        fr_why="Le lecteur cherche sa place dès les premiers mots. Il trouve la vôtre.",
        fr_bad="Nous posons des pompes.", fr_at="Nous", fr_good="Votre pompe est posée en deux jours.",
        en_title="Sentence that opens with you", en_message="“{match}”: the sentence starts from you.",
        en_why="Readers look for themselves in the first words. They find you.",
        en_bad="We fit pumps.", en_at="We", en_good="Your pump is fitted in two days.",
    ),
    rule(
        "superlative", "claim-risk",
        fr_title="Superlatif sans source", fr_message="« {match} » : un rang sans source ni date.",
        fr_why="Un rang que rien n’appuie ne peut être ni vérifié ni cité.", fr_ask="Quel rang, selon qui, en quelle année\u202f?",
        fr_bad="Le meilleur atelier de la région.", fr_at="Le meilleur", fr_good="Élu meilleur atelier 2024 par la chambre.",
        en_title="Superlative without a source", en_message="“{match}”: a rank without source or date.",
        en_why="A rank that nothing supports can be neither checked nor quoted.", en_ask="Which rank, says who, in what year?",
        en_bad="The best workshop around.", en_at="The best", en_good="Voted best workshop of 2024 by the chamber.",
    ),
    rule(
        "passion", "generic",
        fr_title="Passion affichée", fr_message="« {match} » ne dit rien de ce que le client obtient.",
        fr_why="Tout le monde est passionné.",
        fr_bad="Une équipe de passionnés.", fr_at="passionnés", fr_good="Une collection de bois.",
        en_title="Passion on display", en_message="“{match}” says nothing of what the client gets.", en_why="Everyone is passionate.",
        en_bad="A team full of passion.", en_at="passion", en_good="A collection of woods.",
    ),
    rule(
        "long-sentence", "tone",
        fr_title="Phrase longue", fr_message="Cette phrase se lit en deux fois.", fr_why="Au-delà de trente mots, on relit.",
        fr_bad="Une phrase longue.", fr_at="longue", fr_good="Une phrase courte.",
        en_title="Long sentence", en_message="This sentence takes two readings.", en_why="Beyond thirty words people read twice.",
        en_bad="A long sentence.", en_at="long", en_good="A short one.",
    ),
)  # fmt: skip
FAMILIES = {r.id: r.family for r in RULES}
INDEX = index.load(folder("rules"))
KNOWLEDGE = Knowledge(rules={r.id: r for r in RULES}, parties={}, scorecards=None, index=INDEX, recipes=None, digest="0123456789ab")

Line = tuple[str, str, int, Focus, tuple[tuple[str, str], ...]]  # kind, text, level, focus, (rule, what it meets)

LONG_FR = "Nous concevons, fabriquons et posons des escaliers droits, tournants ou hélicoïdaux depuis 1987."
LONG_EN = "We design, make and fit straight, turning or spiral staircases, and have done so since 1987."
TEXTS: dict[Lang, dict[str, tuple[Line, ...]]] = {
    "fr": {
        "": (
            ("title", "Atelier Brévent – menuiserie sur mesure", 0, "neutral", ()),
            ("heading", "Nous sommes la référence de la menuiserie", 1, "self",
             (("self-opening", "Nous"), ("superlative", "la référence"))),
            ("paragraph", "Nous sommes une équipe de passionnés, fière de 40 % de croissance.", 0, "self",
             (("self-opening", "Nous"), ("passion", "passionnés"))),
            ("paragraph", "Votre escalier est dessiné avec vous, en une visite.", 0, "customer", ()),
            ("heading", "Ce que vous recevez", 3, "customer", ()),
            ("list-item", "Un plan coté sous huit jours.", 0, "neutral", ()),
            ("list-item", "Notre meilleur prix, toujours.", 0, "self", (("superlative", "meilleur prix"),)),
            ("button", "Demandez votre devis", 0, "customer", ()),
        ),
        "offre/escaliers": (
            ("title", "Escaliers en chêne", 0, "neutral", ()),
            ("heading", "Nos escaliers", 1, "self", ()),
            ("paragraph", LONG_FR, 0, "self", (("self-opening", "Nous"), ("long-sentence", LONG_FR))),
            ("quote", "« Ils ont compris ce que je voulais avant moi. »", 0, "customer", ()),
        ),
        "contact": (
            ("heading", "Parlons de votre projet", 1, "shared", ()),
            ("paragraph", "Vous avez une question ? Vous recevez une réponse le jour même.", 0, "customer", ()),
        ),
        "mentions-legales": (("heading", "Mentions légales", 1, "neutral", ()), ("paragraph", "Nous sommes une SARL.", 0, "self", ())),
    },
    "en": {
        "": (
            ("title", "Brevent Workshop – made-to-measure joinery", 0, "neutral", ()),
            ("heading", "We are the reference in joinery", 1, "self", (("self-opening", "We"), ("superlative", "the reference"))),
            ("paragraph", "We are a team driven by passion, proud of 40% growth.", 0, "self",
             (("self-opening", "We"), ("passion", "passion"))),
            ("paragraph", "Your staircase is drawn with you, in one visit.", 0, "customer", ()),
            ("heading", "What you get", 3, "customer", ()),
            ("list-item", "A drawing within eight days.", 0, "neutral", ()),
            ("list-item", "Our best price, always.", 0, "self", (("superlative", "best price"),)),
            ("button", "Ask for your quote", 0, "customer", ()),
        ),
        "stairs": (
            ("heading", "Our staircases", 1, "self", ()),
            ("paragraph", LONG_EN, 0, "self", (("self-opening", "We"), ("long-sentence", LONG_EN))),
            ("quote", "“They knew what I wanted before I did.”", 0, "customer", ()),
        ),
        "contact": (
            ("heading", "Let us talk about your project", 1, "shared", ()),
            ("paragraph", "You have a question? You get an answer the same day.", 0, "customer", ()),
        ),
        "legal": (("heading", "Legal notice", 1, "neutral", ()), ("paragraph", "We are a private company.", 0, "self", ())),
    },
}  # fmt: skip
KINDS = {"": "home", "contact": "contact", "mentions-legales": "legal", "legal": "legal"}


def score(value: float | None, state: str = "partial", *, half: float = 8) -> Score:
    """A score with an interval of `half` on each side."""
    if value is None:
        return Score(None, None, None, state)  # type: ignore[arg-type]
    return Score(value, max(0.0, value - half), min(100.0, value + half), state, rough=half > 15)  # type: ignore[arg-type]


def labelled(key: str, lang: Lang, lines: tuple[Line, ...]) -> tuple[LabelledSegment, ...]:
    """The lines of a page as judged sentences."""
    ids = segment_ids(key, [text for _, text, _, _, _ in lines])
    return tuple(_labelled(key, lang, line, i) for line, i in zip(lines, ids, strict=True))


def _labelled(key: str, lang: Lang, line: Line, segment_id: str) -> LabelledSegment:
    kind, text, level, focus, met = line
    segment = Segment(
        id=segment_id, text=text, lang=lang, page=key, block=segment_id, kind=kind, level=level, end=len(text), words=len(text.split())  # type: ignore[arg-type]
    )  # fmt: skip
    signals = tuple(Signal(r, text.find(at), text.find(at) + len(at), (("value", str(len(text.split()))),)) for r, at in met)
    parties = Parties(actors_self=int(focus == "self"), actors_customer=int(focus == "customer"), opens_with_self=focus == "self")
    return LabelledSegment(segment, Analysis(parties, signals), Labels(focus, (), "none", 0.5 + 0.1 * (len(text) % 5)))


def page(key: str, lang: Lang, lines: tuple[Line, ...], *, url: str | None = None, value: float | None = 40) -> AuditedPage:
    """A judged page."""
    kind = KINDS.get(key, "offer")
    weight = PAGE_WEIGHTS.get(kind, 0.0)
    segments = labelled(key, lang, lines)
    title = next((text for k, text, *_ in lines if k in ("title", "heading")), "")
    own = score(value) if weight else score(None, "not_applicable")
    return AuditedPage(
        page_id(key), key, f"https://brevent.example/{key}" if url is None else url, title, "", lang, kind,
        weight, own, axes(own), segments  # type: ignore[arg-type]
    )  # fmt: skip


def axes(own: Score) -> tuple[Axis, ...]:
    """Focus as given, the other three not computed."""
    indicators = tuple(Indicator(i, "focus", 0.1 * n + 0.2, replace(own, state="ok"), ("a", "b")) for n, i in enumerate(INDICATORS))
    rest = (("value", 25), ("proof", 25), ("relationship", 15))
    focus = Axis("focus", 35, replace(own, state="ok") if own.value is not None else own, indicators)
    return (focus, *(Axis(i, w, score(None, "not_computed")) for i, w in rest))


def findings(pages: tuple[AuditedPage, ...]) -> tuple[Finding, ...]:
    """A finding for each signal of the pages in scope, the first with a rewrite."""
    found = [
        Finding(
            finding_id(s.segment.id, signal.rule, n), signal.rule, FAMILIES[signal.rule], s.segment.id, p.key, "warning",
            signal.start, signal.end, signal.fields, points=2.4 / (1 + n), up_to=True, advice=Advice(questions=()),
        )
        for p in pages if p.weight for s in p.segments for n, signal in enumerate(s.analysis.signals, 1)
    ]  # fmt: skip
    if found:
        sentence = next(s.segment.text for p in pages for s in p.segments if s.segment.id == found[0].segment)
        borrowed = pages[0].segments[-1].segment.id
        rewrite = Suggestion("Votre menuiserie, " + sentence.lower(), "ready", "receive", "rewrite.why.receive", (), "vraiment", borrowed)
        blank = Suggestion(f"Pour vous, {sentence} [preuve]", "fill-in", "proof", "rewrite.why.proof")
        found[0] = replace(found[0], up_to=False, advice=Advice((rewrite, blank)))
    return tuple(found)


def audit(lang: Lang = "fr", *, value: float | None = 31.6, half: float = 8, extra: tuple[AuditedPage, ...] = ()) -> Audit:
    """A plain audit of a joiner's site in `lang`, with `extra` pages."""
    values = (31.6, 22.0, 81.2, None)
    pages = (*(page(k, lang, lines, value=v) for (k, lines), v in zip(TEXTS[lang].items(), values, strict=True)), *extra)
    overall = score(value, "partial" if value is not None else "inconclusive", half=half)
    not_read = (NotRead("https://brevent.example/prive", "robots"), NotRead("https://brevent.example/vieux", "http-error", "404"))
    return Audit(
        site=Site("brevent.example", "https://brevent.example/", Company("Atelier Brévent"), "https://brevent.example/"),
        tool="auditor 0.1.0", date="2026-11-01", rules_digest="0123456789ab", reference="Brouillon 2026", languages=(lang,),
        index=overall, axes=axes(overall), classic=Classic(12, 37, 4, 22.6), pages=pages, findings=findings(pages), not_read=not_read,
    )  # fmt: skip


def hostile(lang: Lang = "fr") -> Audit:
    """An audit whose every text, title and address tries something."""
    lines: tuple[Line, ...] = tuple(
        (("title", "heading", "paragraph")[min(n, 2)], text, n, "self", (("self-opening", text[:9]), ("superlative", text[3:14])))
        for n, text in enumerate(HOSTILE)
    )
    attacks = (
        page("a/%23#?é🦊/../..", lang, lines, url="javascript:alert(document.domain)"),
        page("con", lang, lines, url='https://brevent.example/#"><script>alert(1)</script>'),
        page('x"><svg onload=alert(1)>', lang, lines, url="data:text/html,<script>alert(1)</script>"),
    )
    plain = audit(lang, extra=attacks)
    company = Company("Zed & <Co>\"'</title><script>alert(1)</script>")
    not_read = (NotRead("javascript:alert(1)", "other-reason"), NotRead("https://x.example/<b>", "http-error", "<i>500</i>"))
    return replace(plain, site=replace(plain.site, company=company), not_read=not_read, languages=("fr", "en"))


def empty() -> Audit:
    """An audit of a site without findings or scores."""
    plain = audit("en", value=None)
    lines: tuple[Line, ...] = (("heading", "Opening hours", 1, "neutral", ()),)
    pages = (page("", "en", lines, value=None),)
    return replace(plain, pages=pages, findings=(), not_read=(), classic=Classic(0, 0, 0, None), site=Site("s", "s", address=""))


AUDITS: dict[str, tuple[Audit, tuple[Lang, ...]]] = {
    "fr": (audit("fr"), ("fr",)),
    "en": (audit("en"), ("en",)),
    "both": (audit("fr"), ("fr", "en")),
    "rough": (audit("en", half=18), ("en",)),
    "inconclusive": (audit("fr", value=None), ("fr",)),
    "empty": (empty(), ("en",)),
    "hostile": (hostile(), ("fr", "en")),
}


def build_all(root: Path, build: Callable[..., Path]) -> dict[str, Path]:
    """A report of every audit, in a folder of its name."""
    return {name: build(a, root / name, languages=langs, knowledge=KNOWLEDGE).parent for name, (a, langs) in AUDITS.items()}
