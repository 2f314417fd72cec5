"""Benchmarks: made from audits of a store or from archives of anybody's, kept in a file, read again.

In: a store, names of sites, archives. Out: `Benchmark`, `Made`. One company is one registered domain: ten pages or crawls of it count once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from pydantic import TypeAdapter, ValidationError

from auditor import judge, knowledge
from auditor.errors import NothingToAudit, UsageProblem
from auditor.identity import digest
from auditor.language import Engine
from auditor.models import LANGS, Audit, Benchmark, Counted, Lang, Recipe, Shingles
from auditor.store import Runs, Store

VERSION = 1
WORDS = 4  # lemmas in a run
COMPANIES = 5  # that print a run before it is kept
CLAIMS = frozenset(("generic_claim", "benefit", "promise", "proof"))  # what a rival could print too
HASH = 8  # bytes of a run's hash
MOST_BYTES = 200_000_000  # of a benchmark's file


@dataclass(frozen=True, slots=True)
class Made:
    """A benchmark, and what was left out of it: (name, reason), the reason a key of `benchmark.left-out`."""

    benchmark: Benchmark
    left_out: tuple[tuple[str, str], ...]


def build(
    store: Store, slugs: Iterable[str], *, name: str, tool: str, origin: str = "store", also_out: Sequence[tuple[str, str]] = ()
) -> Made:
    """The benchmark of the last audits of these sites; NothingToAudit where not one has a number."""
    engine, found, out = Engine(knowledge.load()), list[Counted](), list(also_out)
    for slug in slugs:
        audit = store.latest_audit(slug)
        if audit is None:
            out.append((slug, "no-audit"))
        else:
            found.append(count(slug, audit, engine))
    return assemble(found, Runs(store).sectors(), name=name, tool=tool, origin=origin, also_out=out)


def count(slug: str, audit: Audit, engine: Engine) -> Counted:
    """What an audit adds to a benchmark."""
    said = Counted(slug, company_of(audit), audit.date, audit.rules_digest, audit.reference, audit.index.value is not None)
    if not said.has_number:
        return said
    figures = tuple((lang, kind, tuple(sorted(found.items()))) for (lang, kind), found in sorted(judge.figures_of(audit).items()))
    runs = tuple((lang, tuple(sorted(hashes))) for lang in LANGS if (hashes := _printed(audit, lang, engine)))
    return replace(said, figures=figures, runs=runs)


def assemble(
    counted: Iterable[Counted],
    sectors: Mapping[str, str],
    *,
    name: str,
    tool: str,
    origin: str = "store",
    also_out: Sequence[tuple[str, str]] = (),
) -> Made:
    """The benchmark of these sites, in whatever order they come; of several sites of a company the last audit counts. NothingToAudit where
    not one has a number.
    """
    chosen: dict[str, Counted] = {}
    out = list(also_out)
    for one in counted:
        if not one.has_number:
            out.append((one.slug, "no-number"))
            continue
        last = max((chosen.get(one.company, one), one), key=lambda one: (one.date, one.slug))
        if one.company in chosen:
            out.append(((one if last is not one else chosen[one.company]).slug, "same-company"))
        chosen[one.company] = last
    if not chosen:
        raise NothingToAudit("benchmark.nothing")
    companies = [chosen[company] for company in sorted(chosen)]
    spread = judge.distributions([(sectors.get(one.slug, ""), _figures(one)) for one in companies])
    return Made(Benchmark(VERSION, name, _recipe(companies, out, tool, origin), spread, shingles_of(companies)), tuple(sorted(out)))


def _figures(one: Counted) -> dict[tuple[Lang, str], dict[str, float]]:
    return {(lang, kind): dict(figures) for lang, kind, figures in one.figures}


def company_of(audit: Audit) -> str:
    """The registered domain of a site: of its address, else of the address that most of its pages call their own; else its name here."""
    hosts = Counter(urlsplit(page.canonical).hostname for page in audit.pages if "://" in page.canonical)
    address = audit.site.address or (f"https://{hosts.most_common(1)[0][0]}/" if hosts else "")
    return registered_domain(address) or audit.site.slug


def registered_domain(address: str) -> str:
    """`example.co.uk` of any address under it; "" for an address of numbers or of no public suffix."""
    return str(_suffixes()(address).top_domain_under_public_suffix)


@cache
def _suffixes() -> Any:
    """The public suffixes as the package brings them, those of hosts of other people's sites among them: nothing is fetched or written."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def shingles_of(companies: Sequence[Counted]) -> tuple[Shingles, ...]:
    """Hashes of the runs of lemmas in claims that five of the companies or more print, by language.

    Counted as numbers, eight bytes each: in sets of texts, those of ten thousand companies would take a gigabyte.
    """
    found = []
    for lang in LANGS:
        runs = [np.array([int(hash, 16) for hash in hashes], np.uint64) for one in companies for of, hashes in one.runs if of == lang]
        hashes, times = np.unique(np.concatenate([*runs, np.array([], np.uint64)]), return_counts=True)
        found.append(Shingles(lang, tuple(f"{int(hash):0{2 * HASH}x}" for hash in hashes[times >= COMPANIES])))
    return tuple(one for one in found if one.hashes)


def _printed(audit: Audit, lang: Lang, engine: Engine) -> set[str]:
    """Hashes of the runs of lemmas of a company's claims, each once."""
    claims = {
        one.segment.text for page in audit.pages for one in page.segments if one.segment.lang == lang and CLAIMS & set(one.labels.traits)
    }
    hashes = set[str]()
    for text in sorted(claims):
        lemmas = [token.lemma.casefold() for token in engine.parse(text, lang) if any(map(str.isalnum, token.text))]
        hashes |= {digest(lang, *lemmas[n : n + WORDS], size=HASH) for n in range(len(lemmas) - WORDS + 1)}
    return hashes


def _recipe(audits: Sequence[Counted], out: Sequence[tuple[str, str]], tool: str, origin: str) -> Recipe:
    reasons = Counter(reason for _, reason in out)
    return Recipe(
        tool=tool,
        date=max(audit.date for audit in audits),
        rules_digest=Counter(audit.rules_digest for audit in audits).most_common(1)[0][0],
        reference=Counter(audit.reference for audit in audits).most_common(1)[0][0],
        origin=origin,
        audits=len(audits) + sum(reasons[reason] for reason in ("same-company", "no-number")),
        companies=len(audits),
        left_out=tuple(sorted(reasons.items())),
        filters=(("company", "registered domain"), ("audit", "last one, with a number"), ("claims", ", ".join(sorted(CLAIMS)))),
        shingle_words=WORDS,
        shingle_companies=COMPANIES,
    )


def save(benchmark: Benchmark, file: Path) -> None:
    """Write the benchmark, the same bytes for the same benchmark; UsageProblem where that cannot be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((json.dumps(asdict(benchmark), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    except OSError as error:
        raise UsageProblem("benchmark.unwritable", file=file, reason=error.strerror or error) from error


def load(file: Path) -> Benchmark:
    """The benchmark of a file; UsageProblem where it cannot be read or is none."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UsageProblem("benchmark.not-one", file=file)
        found: Benchmark = TypeAdapter(Benchmark).validate_json(file.read_bytes())
    except OSError as error:
        raise UsageProblem("benchmark.unreadable", file=file, reason=error.strerror or error) from error
    except ValidationError as error:
        raise UsageProblem("benchmark.not-one", file=file) from error
    if found.schema_version != VERSION:
        raise UsageProblem("benchmark.other-version", file=file, version=found.schema_version)
    return found
