"""`auditor rules list|show|test|calibrate`: the catalogue of rules, their examples run, and their weights fitted.

In: the rule files, and for `calibrate` labelled sentences. Out: the rules, what failed, or the out-of-fold figures.
"""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.commands import RULES, as_command, group
from auditor.cli.mistakes import unknown
from auditor.cli.options import COMMON
from auditor.cli.terminal import Session, say, sentence_gap, show, show_json
from auditor.errors import UsageProblem
from auditor.knowledge import Rule
from auditor.knowledge import load as knowledge_load
from auditor.models import LANGS
from auditor.words import say as words

command = group("rules", RULES, *COMMON)


@as_command("rules.list")
def list_rules(session: Session) -> None:
    """One line a rule: id, family, severity, title."""
    rules = knowledge_load().rules
    if session.as_json:
        show_json({"schema_version": 1, "rules": [_summary(rule) for rule in rules.values()]})
        return
    width = max((len(name) for name in rules), default=0)
    for name, rule in sorted(rules.items(), key=lambda pair: (pair[1].family, pair[0])):
        severity = words(session.lang, f"cli.severity.{rule.severity or 'evidence'}")
        show(f"{name:{width}}  {rule.family:14}  {severity:14}  {rule.section(session.lang).title}")


def _summary(rule: Rule) -> dict[str, object]:
    titles = {lang: rule.section(lang).title for lang in LANGS}
    return {"id": rule.id, "family": rule.family, "severity": rule.severity, "signals": list(rule.signals), "title": titles}


@as_command("rules.show", click.argument("rule", required=True))
def show_rule(session: Session, rule: str) -> None:
    """One rule: what it says, why, its evidence, its examples in the session's language."""
    rules = knowledge_load().rules
    if rule not in rules:
        raise unknown("rule", rule, rules)
    if session.as_json:
        show_json(rules[rule].model_dump(mode="json", exclude={"file"}))
        return
    for line in _told(rules[rule], session):
        show(line)


def _told(rule: Rule, session: Session) -> list[str]:
    lang, section = session.lang, rule.section(session.lang)
    severity = words(lang, f"cli.severity.{rule.severity or 'evidence'}")
    facts = {
        "family": rule.family,
        "severity": severity,
        "signals": ", ".join(rule.signals),
        "why": " ".join(section.why.split()),
        "evidence": " ".join(rule.evidence.split()),
        "file": rule.file,
    }
    told = [
        f"{rule.id}{sentence_gap(lang)}{section.title}",
        *(words(lang, f"cli.rule.{name}", text=text) for name, text in facts.items() if text),
    ]
    for example in section.examples:
        key = "cli.rule.bad" if example.bad else "cli.rule.good"
        told.append(words(lang, key, text=example.text, at=example.at))
    return told


@as_command("rules.test", click.argument("rule", nargs=-1))
def test_rules(session: Session, rule: tuple[str, ...]) -> int:
    """Run the examples of all rules, or of those named; 1 when one fails."""
    from auditor.knowledge.examples import check_examples
    from auditor.language import Engine

    knowledge = knowledge_load()
    for name in rule:
        if name not in knowledge.rules:
            raise unknown("rule", name, knowledge.rules)
    failures = check_examples(knowledge, Engine(knowledge), rule or None)
    chosen = [knowledge.rules[name] for name in rule or knowledge.rules]
    examples = sum(len(one.section(lang).examples) for one in chosen for lang in LANGS)
    for failure in failures:
        show(failure.sentence(session.lang))
    say(session, "cli.end.examples", count=examples, rules=len(chosen), failed=len(failures))
    return 1 if failures else 0


@as_command(
    "rules.calibrate",
    click.argument("gold", nargs=-1, required=True),
    click.option("--beside", multiple=True),
    click.option("--out-of-fold"),
    click.option("--write", is_flag=True),
)
def calibrate_rules(session: Session, gold: tuple[str, ...], beside: tuple[str, ...], out_of_fold: str | None, write: bool) -> None:
    """Fit the scorecards with folds by company and print the figures reached out of fold."""
    from auditor import calibrate

    file = Path(out_of_fold) if out_of_fold else None
    if file and not file.absolute().parent.is_dir():  # found now, not after minutes of fitting
        raise UsageProblem("cli.no-folder", file=file)
    figures = calibrate.run([*map(Path, gold)], knowledge_load(), beside=[*map(Path, beside)], out_of_fold=file, write=write)
    if session.as_json:
        show_json(figures.as_dict())
    else:
        show(figures.text(session.lang))
    if file:
        say(session, "cli.end.out-of-fold", file=file)


for made in (list_rules, show_rule, test_rules, calibrate_rules):
    command.add_command(made)
