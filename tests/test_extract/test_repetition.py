"""What a whole site repeats."""

from auditor.extract import drop_repeated
from auditor.models import PageText

from .pages import read

BAND = "<div><p>Un toit à refaire avant l’hiver ?</p><p>Décrivez-le, vous avez une réponse sous 48 h.</p></div>"
END = "<div><p>Toits du Forez</p><p>3 rue du Pont, Feurs</p></div>"


def site(count: int, extra: str = BAND + "<a class=btn href=/c>Nous écrire</a>" + END) -> list[PageText]:
    names = ["index.html", *(f"toit{n}.html" for n in range(1, count))]
    return [read(f"<h1>Toit {n}</h1><p>Notre approche</p><p>La page {n} dit ceci.</p>{extra}", name) for n, name in enumerate(names)]


def kept(text: PageText) -> list[str]:
    return [block.text for block in text.blocks if block.kept and block.kind != "title"]


def test_runs_that_every_page_repeats_are_read_on_the_home_page_only():
    """The band and the address go; main headings, calls, lone labels and the page's own words stay."""
    home, page, *_ = drop_repeated(site(5))
    assert kept(page) == ["Toit 1", "Notre approche", "La page 1 dit ceci.", "Nous écrire"]
    assert kept(home) == [
        "Toit 0",
        "Notre approche",
        "La page 0 dit ceci.",
        "Un toit à refaire avant l’hiver ?",
        "Décrivez-le, vous avez une réponse sous 48 h.",
        "Nous écrire",
    ]


def test_under_four_pages_repetition_is_chance():
    """Three pages lose nothing."""
    assert drop_repeated(site(3)) == site(3)


def test_blocks_stay_in_place_with_their_reason():
    """Only `kept` and `reason` change."""
    before, after = site(5)[1], drop_repeated(site(5))[1]
    assert [block.text for block in before.blocks] == [block.text for block in after.blocks]
    assert {block.reason for block in after.blocks if not block.kept} == {"repeated"}


def test_a_crawl_that_saw_fewer_pages_keeps_the_same():
    """Six of nine pages give what the nine give."""
    whole = drop_repeated(site(9))
    assert drop_repeated(site(9)[:6]) == whole[:6]


def test_what_half_of_the_pages_say_stays():
    """Near miss: a band on three pages of eight is theirs."""
    texts = [*site(3), *(read(f"<h1>Autre {n}</h1><p>Rien de tel ici, page {n}.</p>", f"autre{n}.html") for n in range(5))]
    assert drop_repeated(texts) == texts
