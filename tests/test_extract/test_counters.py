"""Figures that a script counts up from zero."""

import pytest

from auditor.extract.counters import counted

from .pages import kept


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<div><span data-target="340">0</span><p>toits réparés</p></div>', "340 toits réparés"),
        ('<div><span class="num" data-count="97">0</span>% <span>clients fidèles</span></div>', "97% clients fidèles"),
        ('<div><p data-from-value="0" data-to-value="1 200" data-duration="2">0</p><p>arbres plantés</p></div>', "1 200 arbres plantés"),
        ('<div><b data-purecounter-start="0" data-purecounter-end="4.9">0.0</b> de note moyenne</div>', "4.9 de note moyenne"),
        ('<div><span data-count="98%">0%</span><p>on time</p></div>', "98% on time"),
    ],
)
def test_a_counter_is_read_with_the_figure_it_comes_to(html, text):
    """A visitor sees 340, a second after the page has come."""
    assert kept(html) == [text]


@pytest.mark.parametrize(
    ("text", "attrib"),
    [
        ("0", {"data-count": "0"}),
        ("12", {"data-count": "340"}),
        ("10", {"data-target": "340"}),
        ("0 déchet", {"data-target": "340"}),
        ("0", {"data-target": "#panier"}),
        ("0", {"data-slide-to": "3"}),
        ("0", {"data-from": "3"}),
        ("0", {"data-duration": "2000", "data-max": "100"}),
        ("0", {"id": "3", "value": "7", "data-id": "12"}),
        ("0", {"data-target": "2031-05-17"}),
        ("2030", {"data-target": "340"}),
    ],
)
def test_what_is_no_counter_stays_as_it_is_written(text, attrib):
    """Near misses: a real zero, a figure that stands there already, an attribute that leads elsewhere or tells how to count."""
    assert counted(text, attrib) == text


def test_the_name_that_tells_best_where_counting_ends_is_believed():
    """ "target" says it more surely than "number", whichever stands first."""
    assert counted(" 0 ", {"data-number": "1", "data-target": "340"}) == " 340 "
