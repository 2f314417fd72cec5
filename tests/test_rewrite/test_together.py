"""Thoughts that are thought together come to what each comes to alone."""

from collections.abc import Sequence

from auditor.models import Analysis, LabelledSegment, Labels, Parties, Segment
from auditor.rewrite import Thought, together


def segment(text: str) -> Segment:
    return Segment(id="s", text=text, lang="en", page="p", block="b", kind="paragraph")


def labelled(asked: Segment) -> LabelledSegment:
    return LabelledSegment(asked, Analysis(Parties(), ()), Labels("customer" if "you" in asked.text else "self", (), None, 0.9))


class Labeller:
    """Labels batches, and notes what each holds."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def __call__(self, asked: Sequence[Segment]) -> list[LabelledSegment]:
        self.batches.append([one.text for one in asked])
        return [labelled(one) for one in asked]


def first_about_you(*drafts: str) -> Thought[str]:
    """The first draft that is about the reader; drafts after it are never asked about."""
    for draft in drafts:
        new = yield segment(draft)
        if new.labels.focus == "customer":
            return new.segment.text
    return ""


def test_what_all_ask_for_next_is_labelled_at_once_and_nothing_more() -> None:
    labeller = Labeller()
    thoughts = [first_about_you("we a", "you b", "you c"), first_about_you("you d", "you e"), first_about_you("we f")]
    assert together(thoughts, labeller) == ["you b", "you d", ""]
    assert labeller.batches == [["we a", "you d", "we f"], ["you b"]]


def test_the_same_draft_is_labelled_once() -> None:
    labeller = Labeller()
    assert together([first_about_you("we a", "you b"), first_about_you("we a"), first_about_you("you b")], labeller) == [
        "you b",
        "",
        "you b",
    ]
    assert labeller.batches == [["we a", "you b"]]


def test_a_thought_without_a_question_comes_to_its_end() -> None:
    labeller = Labeller()
    assert together([first_about_you(), first_about_you("you a")], labeller) == ["", "you a"]
    assert together([first_about_you()], labeller) == [""]
    assert labeller.batches == [["you a"]]
    assert together([], labeller) == []
