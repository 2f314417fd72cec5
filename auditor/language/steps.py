"""The parser, step by step for many texts at once: the same moves in half of the time.

In: a pipeline with spaCy's parser. Out: the same pipeline with a component in its place that makes the same moves. Compiled as it is
published, spaCy's own loop takes and gives back the interpreter's lock 64 times for each move (thinc's `Vec.arg_max`, declared without
`noexcept`), which took two thirds of the time of a parse. The steps of its training, used here, know no such call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "stepped_parser"
FEW = 4  # texts up to which spaCy's own loop is the quicker: a step costs the same for one text as for a hundred


class SteppedParser:
    """Parses as the parser does that it is made from."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its tree."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The docs with their trees, in order."""
        left = iter(docs)
        while some := [*islice(left, batch_size)]:
            worded = [doc for doc in some if len(doc)]
            if len(worded) > FEW:
                self._parse(worded)
            else:
                list(self._parser.pipe(worded))
            yield from some

    def _parse(self, docs: list[Doc]) -> None:
        parser = self._parser
        states, model = parser.moves.init_batch(docs), parser.model.predict(docs)
        unfinished, scores = [state for state in states if not state.is_final()], _scoring(model)
        while unfinished:
            unfinished = parser.transition_states(unfinished, scores(unfinished))
        model.clear_memory()
        parser.set_annotations(docs, states)


def _scoring(model: Any) -> Callable[[list[Any]], Any]:
    """What scores the next moves: the step's model, but for its look at all scores for those of moves that were never learnt."""
    if not model.attrs["has_upper"] or not model._class_mask.all():  # some were not
        return cast(Callable[[list[Any]], Any], model.predict)
    numbers, hidden, upper = model.get_token_ids, model.state2vec.predict, model.vec2scores.predict
    return lambda states: upper(hidden(numbers(states)))


def parse_in_steps(pipeline: Language) -> None:
    """Puts the component in the place of a greedy parser; one that looks further ahead stays."""
    if pipeline.has_pipe("parser"):
        parser: Any = pipeline.get_pipe("parser")
        if parser.cfg["beam_width"] == 1:
            pipeline.add_pipe(NAME, after="parser")
            pipeline.disable_pipe("parser")


@Language.factory(NAME)
def stepped(nlp: Language, name: str) -> SteppedParser:
    """The component for a pipeline that has a parser."""
    return SteppedParser(nlp.get_pipe("parser"))
