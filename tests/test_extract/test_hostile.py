"""Pages made to hold an audit up: each is read in time that grows with its length."""

from __future__ import annotations

import time

import pytest

from auditor.extract import extract
from auditor.extract.links import _address
from auditor.extract.structure import named
from auditor.models import Page

LIST = "".join(f"<p>repère {n}</p>" for n in range(5_000))
PLENTY = 20.0  # seconds of processor time; what grows with the square takes minutes


def read(body: str) -> tuple[list[str], float]:
    """What is kept of a page, and the seconds that it took."""
    began = time.process_time()
    text = extract(Page("https://plessis.example/", "", f"<html lang='fr'><body>{body}</body></html>".encode(), charset="utf-8"))
    return [block.text for block in text.blocks if block.kept], time.process_time() - began


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"<p class='{'bloc-' * 100_000}'>Vous choisissez le jour.</p>", 1),
        (f"<p class='{'x' * 1_000_000}'>Vous choisissez le jour.</p>", 1),
        (f"{LIST}<p>fin une</p>{LIST}<p>fin deux</p>", 10_002),
        ("<p>Vous choisissez" + "<br>" * 50_000 + "le jour.</p>", 1),
        ("<div>" + "".join(f"<span>Offre {n}</span>" for n in range(10_000)) + "</div>", 10_000),
    ],
    ids=["a name of many parts", "a long name", "a list that nearly comes again", "many line breaks", "many pieces in a box"],
)
def test_a_page_made_to_take_long_does_not(body: str, kept: int) -> None:
    texts, seconds = read(body)
    assert len(texts) == kept
    assert seconds < PLENTY


def test_a_name_is_found_between_a_hundred_thousand_others() -> None:
    """What bounds the search must not hide the name that counts."""
    texts, _ = read(
        f"<div class='{'x-' * 50_000}cookie-banner{'-x' * 50_000}'>Nous posons des traceurs.</div><p>Vous choisissez le jour.</p>"
    )
    assert texts == ["Vous choisissez le jour."]


def test_what_is_remembered_between_pages_is_short() -> None:
    """Names and addresses of a site come back on every page; megabytes of a hostile one are not kept."""
    names, addresses = named.cache_info().currsize, _address.cache_info().currsize
    read(f"<p class='{'y' * 5_000}'>Vous <a href='/{'z' * 5_000}'>choisissez</a> le jour.</p>")
    assert (named.cache_info().currsize, _address.cache_info().currsize) == (names, addresses)
