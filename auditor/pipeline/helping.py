"""Help from a language model, where the user has named one: which sentences go out, what of the answers may be shown.

In: an audit made without help, or one labelled line. Out: `Suggestion`s that passed the lock, by finding or by rule. What leaves is told
before it leaves, and a run that nobody watches sends nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from auditor import judge, model_help, rewrite, words
from auditor.errors import UsageProblem
from auditor.identity import digest, normalise
from auditor.knowledge import Knowledge, Rule
from auditor.language import Engine
from auditor.models import Advice, Audit, Company, Finding, LabelledSegment, Segment, Site, Suggestion
from auditor.pipeline.deciding import NOTHING, Turned
from auditor.pipeline.labelling import judged
from auditor.pipeline.sources import check_address
from auditor.pipeline.watch import Unwatched, Watch
from auditor.rewrite import outsider
from auditor.settings import Settings
from auditor.store import Answers, Store

MOST_SUGGESTIONS = 3
MOST_FAILURES = 3  # in a row: a server that is away costs no more than that
Advise = Callable[[Finding, LabelledSegment], judge.Priced]
Prompt = str  # the chat, as JSON


@dataclass
class Desk:
    """Where sentences go out to a model and its answers come back."""

    endpoint: model_help.Endpoint
    most: int  # sentences a run
    engine: Engine
    knowledge: Knowledge
    store: Store
    watch: Watch
    site: str = ""  # slug
    company: Company = Company()
    proofs: Sequence[rewrite.Proof] = ()
    told: bool = False  # of a stream: that up to so many may go
    stopped: bool = False

    def suggestions(self, audit: Audit, turned_down: Turned = NOTHING) -> dict[str, Suggestion]:
        """What the model offers for the findings that nobody else could rewrite, by their ids."""
        texts = {s.segment.id: s for page in audit.pages for s in page.segments}
        open_ones = [(f, texts[f.segment]) for f in audit.findings if f.segment in texts and not _is_ready(f.advice)]
        prompts: dict[str, Prompt] = {}  # by the sentence; findings stand by what they gain, so the first speaks for the others
        for finding, labelled in open_ones:
            if len(prompts) < self.most and outsider.may_ask(labelled, self.knowledge):
                prompts.setdefault(_text(labelled), self._prompt(labelled, self.knowledge.rules[finding.rule]))
        answers = self._answers(list(prompts.values()))
        found: dict[str, Suggestion] = {}
        for finding, labelled in open_ones:
            answer = answers.get(prompts.get(_text(labelled), ""))
            if answer is not None:
                made = self._judged(labelled, self.knowledge.rules[finding.rule], answer)
                if made and made.text not in turned_down.get((finding.segment, finding.rule), ()):
                    found[finding.id] = made
        self._tell(len({s.text for s in found.values()}), len(answers))
        return found

    def suggest(self, labelled: LabelledSegment, advice: Mapping[str, Advice], company: Company) -> dict[str, Advice]:
        """The advice on one line of a stream, with the model's suggestion where nothing can be pasted; its first rule asks for all."""
        self.company = company
        rules = [self.knowledge.rules[rule] for rule in advice]
        if not rules or self.most <= 0 or any(map(_is_ready, advice.values())) or not outsider.may_ask(labelled, self.knowledge):
            return dict(advice)
        prompt = self._prompt(labelled, rules[0])
        self.most -= 1
        answer = self._answers([prompt], stream=True).get(prompt)
        made = {rule.id: self._judged(labelled, rule, answer) for rule in rules} if answer is not None else {}
        return {rule: added(one, made.get(rule)) for rule, one in advice.items()}

    def messages(self, labelled: LabelledSegment, rule: Rule) -> tuple[model_help.Message, ...]:
        """What is sent for a sentence that the rule found."""
        segment, section = labelled.segment, rule.section(labelled.segment.lang)
        goes, comes = outsider.words_for(labelled, rule, self.engine.parse, self.knowledge)
        aim = f"rewrite.why.{rule.mending(segment.lang).recipe}"
        facts = tuple(proof.text for proof in outsider.facts_for(labelled, rule, self.proofs, self.knowledge))
        task = model_help.Task(
            segment.lang,
            segment.text.strip(),
            f"{section.title}. {section.why.strip()}",
            words.say(segment.lang, aim) if words.has(segment.lang, aim) else rule.mending(segment.lang).ask,
            segment.prev,
            goes,
            comes,
            facts,
        )
        return model_help.messages(task)

    def _prompt(self, labelled: LabelledSegment, rule: Rule) -> Prompt:
        return json.dumps(self.messages(labelled, rule), ensure_ascii=False)

    def _answers(self, prompts: Sequence[Prompt], *, stream: bool = False) -> dict[Prompt, str]:
        """The answers to the prompts, from the store where it has them; those that did not come are missing."""
        keys = {prompt: digest(self.endpoint.model, prompt, size=16) for prompt in prompts}
        book = Answers(self.store)
        known = book.known(keys.values())
        found = {prompt: known[key] for prompt, key in keys.items() if key in known}
        missing = [prompt for prompt in keys if prompt not in found]
        if missing and not self.stopped:
            self._announce(len(missing), stream=stream)
            for prompt, answer in self._asked(missing):
                found[prompt] = answer
                book.keep(keys[prompt], site=self.site, model=self.endpoint.model, prompt=prompt, answer=answer)
        return found

    def _announce(self, count: int, *, stream: bool) -> None:
        if stream and self.told:
            return
        self.told = stream
        how = "local" if self.endpoint.is_local else "plain" if self.endpoint.is_plain else "remote"
        key, count = ("up-to", self.most + 1) if stream else ("announce", count)
        self.watch.note(f"model_help.{key}.{how}", count=count, host=self.endpoint.host, model=self.endpoint.model)

    def _asked(self, prompts: Sequence[Prompt]) -> Iterator[tuple[Prompt, str]]:
        """Prompt and answer, as long as the server answers; why it no longer does is told once."""
        self.watch.stage("model", len(prompts))
        answered, in_row, last = 0, 0, ""
        for prompt in prompts:
            try:
                yield prompt, self.endpoint.ask(json.loads(prompt))
                answered, in_row = answered + 1, 0
            except model_help.NoAnswer as problem:
                in_row, last = in_row + 1, problem.reason
                self.stopped = in_row >= MOST_FAILURES or problem.reason in model_help.FATAL
            self.watch.step(1)
            if self.stopped:
                break
        if answered < len(prompts):
            self.watch.note(f"model_help.failed.{last}", host=self.endpoint.host, count=len(prompts) - answered)

    def relabel(self, segment: Segment) -> LabelledSegment:
        """The segment as it would be labelled."""
        return LabelledSegment(segment, *judged([segment], self.company, self.engine, self.knowledge)[0])

    def _judged(self, labelled: LabelledSegment, rule: Rule, answer: str) -> Suggestion | None:
        made = outsider.judged(
            labelled,
            rule,
            model_help.read_answer(answer, labelled.segment.lang),
            company=self.company,
            parse=self.engine.parse,
            relabel=self.relabel,
            knowledge=self.knowledge,
            site=outsider.facts_for(labelled, rule, self.proofs, self.knowledge),
        )
        return None if isinstance(made, str) else made

    def _tell(self, kept: int, answered: int) -> None:
        if answered:
            self.watch.note("model_help.kept", count=kept, aside=max(0, answered - kept))


def desk(
    settings: Settings,
    store: Store,
    engine: Engine,
    knowledge: Knowledge,
    watch: Watch,
    *,
    site: Site | None = None,
    proofs: Sequence[rewrite.Proof] = (),
) -> Desk | None:
    """A desk for the model that the user has named; None without one, or where nobody is there to be told what leaves. UsageProblem for an
    address that nothing may be sent to.
    """
    found = model_help.endpoint(settings.rewrite, os.environ)
    if found is None or isinstance(watch, Unwatched):
        return None
    company, slug = (site.company, site.slug) if site else (Company(), "")
    return Desk(found, settings.rewrite.llm_max, engine, knowledge, store, watch, slug, company, proofs)


@contextmanager
def open_desk(settings: Settings, engine: Engine, knowledge: Knowledge, watch: Watch) -> Iterator[Desk]:
    """A desk for lines of a stream, with the store of the settings; UsageProblem where no model can be asked."""
    check_address(settings)
    with Store(settings.store) as store:
        at = desk(settings, store, engine, knowledge, watch)
        if at is None:
            raise UsageProblem("model_help.no-address")
        try:
            yield at
        finally:
            at.endpoint.close()


def helped(judging: Callable[[Advise], Audit], advise: Advise, at: Desk | None, turned_down: Turned) -> Advise:
    """The advice with what the model offers for an audit judged without it; the same advice without a desk."""
    if at is None:
        return advise
    advise = remembering(advise)
    try:
        found = at.suggestions(judging(advise), turned_down)
    finally:
        at.endpoint.close()
    return with_suggestions(advise, found, at.relabel)


def added(advice: Advice, suggestion: Suggestion | None) -> Advice:
    """The advice with a suggestion that can be pasted at its head."""
    if suggestion is None or any(s.text == suggestion.text for s in advice.suggestions):
        return advice
    return Advice((suggestion, *advice.suggestions)[:MOST_SUGGESTIONS], "", advice.questions)


def with_suggestions(advise: Advise, found: Mapping[str, Suggestion], relabel: Callable[[Segment], LabelledSegment]) -> Advise:
    """The same advice with the model's suggestions, by finding; each is priced as it would be labelled."""

    def advised(finding: Finding, labelled: LabelledSegment) -> judge.Priced:
        advice, mended = advise(finding, labelled)
        made = found.get(finding.id)
        if made is None or mended is not None:
            return advice, mended
        return added(advice, made), relabel(replace(labelled.segment, text=made.text))

    return advised


def remembering(advise: Advise) -> Advise:
    """The same advice, thought of once a finding: an audit is assessed a second time once the model has answered."""
    known: dict[str, judge.Priced] = {}

    def advised(finding: Finding, labelled: LabelledSegment) -> judge.Priced:
        if finding.id not in known:
            known[finding.id] = advise(finding, labelled)
        return known[finding.id]

    return advised


def _is_ready(advice: Advice) -> bool:
    return any(s.status == "ready" for s in advice.suggestions)


def _text(labelled: LabelledSegment) -> str:
    return f"{labelled.segment.lang} {normalise(labelled.segment.text)}"
