"""What is handed to processes while a crawl goes on: pages that are new, by their addresses, when there are enough of them."""

import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.models import Lang, Page
from auditor.pipeline import jobs
from auditor.pipeline.hands import Hands
from auditor.pipeline.keys import makers_of, mark_of
from auditor.pipeline.knowing import rules_digest
from auditor.pipeline.meanwhile import MANY, TOGETHER, Meanwhile
from auditor.pipeline.watch import Unwatched
from auditor.settings import Settings
from auditor.store import Store
from auditor.store.kept import Kept

SETTINGS = Settings()


class Told(Hands):
    """Hands that note what they are given, and have done it when they are asked."""

    def __init__(self, error: BaseException | None = None) -> None:
        super().__init__(1)
        self.given: list[tuple[Any, ...]] = []
        self.langs: set[str] | None = None
        self.ready = threading.Event()
        self.ready.set()
        self._error = error

    @property
    def are_at_work(self) -> bool:
        return bool(self.given)

    def begin(self, langs: Collection[Lang]) -> None:
        self.langs = set(langs)
        self.ready.wait(60)

    def give(self, job: Callable[..., Any], *given: Any, **named: Any) -> Future[Any]:
        self.given.append(given)
        future = Future[Any]()
        if self._error:
            future.set_exception(self._error)
        else:
            future.set_result(None)
        return future

    @property
    def addresses(self) -> list[str]:
        return [url for given in self.given for _, url in given[1]]


def page(number: int, text: str = "Vous choisissez le jour.") -> Page:
    return Page(f"https://tarvelo.example/p{number}", f"p{number}", f'<html lang="fr"><p>{text}</p></html>'.encode())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


@pytest.fixture
def crawl(store: Store) -> int:
    return store.begin_crawl("tarvelo.example", "https://tarvelo.example/")


def test_a_few_pages_are_not_worth_a_process(store: Store, crawl: int) -> None:
    hands = Told()
    meanwhile = Meanwhile(hands, store, SETTINGS, few=3)
    meanwhile.take(crawl, page(1))
    assert meanwhile.finish(crawl, [page(1), page(2)], Unwatched()) is hands
    assert not hands.given


def test_with_enough_pages_all_that_have_come_are_handed_over_and_every_later_one(store: Store, crawl: int) -> None:
    hands = Told()
    meanwhile = Meanwhile(hands, store, SETTINGS, few=2)
    for number in (1, 2, 3):
        meanwhile.take(crawl, page(number))
    meanwhile.finish(crawl, [], Unwatched())
    assert hands.addresses == [page(number).url for number in (1, 2, 3)]


@pytest.mark.parametrize(("pages", "together"), [(3, [2, 1]), (2 * TOGETHER + 3, [TOGETHER, TOGETHER, 3])])
def test_pages_are_handed_over_some_at_a_time_and_a_few_shared_out(store: Store, crawl: int, pages: int, together: list[int]) -> None:
    """Sentences of several pages are parsed together, but no process is left without work by that."""
    hands, may_go_on = Told(), threading.Event()
    hands.size, hands.ready = 2, may_go_on
    meanwhile = Meanwhile(hands, store, SETTINGS, few=1)
    for number in range(pages):
        meanwhile.take(crawl, page(number))
    may_go_on.set()
    meanwhile.finish(crawl, [], Unwatched())
    assert [len(given[1]) for given in hands.given] == together


def test_pages_wait_for_the_processes_and_not_the_crawl_for_them(store: Store, crawl: int) -> None:
    """Pages that come while the first process gets ready are handed over once it is."""
    hands, may_go_on = Told(), threading.Event()
    hands.ready = may_go_on
    meanwhile = Meanwhile(hands, store, SETTINGS, few=2)
    for number in (1, 2, 3):
        meanwhile.take(crawl, page(number))
    assert not hands.given
    may_go_on.set()
    meanwhile.finish(crawl, [page(4)], Unwatched())
    assert hands.addresses == [page(number).url for number in (1, 2, 3, 4)]


def test_processes_get_ready_for_the_languages_of_the_first_pages_that_are_judged(store: Store, crawl: int) -> None:
    hands = Told()
    meanwhile = Meanwhile(hands, store, SETTINGS, few=2)
    german = replace(page(1), body=b'<html lang="de"><p>Sie w\xc3\xa4hlen den Tag.</p></html>')
    for one in (german, page(2)):
        store.add(crawl, one)
        meanwhile.take(crawl, one)
    meanwhile.finish(crawl, [], Unwatched())
    assert hands.langs == {"fr"}


def test_a_page_is_handed_over_once_however_often_it_is_named(store: Store, crawl: int) -> None:
    hands = Told()
    meanwhile = Meanwhile(hands, store, SETTINGS, few=1)
    meanwhile.take(crawl, page(1))
    meanwhile.finish(crawl, [page(1), page(2)], Unwatched())
    assert hands.addresses == [page(1).url, page(2).url]


def test_a_page_that_was_read_as_it_is_now_is_not_read_again(store: Store, crawl: int) -> None:
    Kept(store).keep(bool, {mark_of(page(1), SETTINGS.site, makers_of(rules_digest())): True})
    hands = Told()
    meanwhile = Meanwhile(hands, store, SETTINGS, few=1)
    meanwhile.take(crawl, page(1))
    meanwhile.take(crawl, page(2))
    meanwhile.finish(crawl, [], Unwatched())
    assert hands.addresses == [page(2).url]


def test_the_first_changed_page_of_a_large_site_has_a_process_get_ready_and_is_not_handed_over(store: Store, crawl: int) -> None:
    """Its text is read where all others are; its sentences find a process that is ready."""
    hands = Told()
    meanwhile = Meanwhile(hands, store, SETTINGS, few=2)
    meanwhile.expect(MANY)
    store.add(crawl, page(1))
    meanwhile.take(crawl, page(1))
    meanwhile.finish(crawl, [], Unwatched())
    assert (hands.langs, hands.given) == ({"fr"}, [])


def test_of_a_small_site_a_changed_page_is_not_worth_a_process(store: Store, crawl: int) -> None:
    hands = Told()
    meanwhile = Meanwhile(hands, store, SETTINGS, few=2)
    meanwhile.expect(MANY - 1)
    meanwhile.take(crawl, page(1))
    meanwhile.finish(crawl, [], Unwatched())
    assert hands.langs is None


def test_a_page_that_was_one_of_few_is_not_new_the_next_time(store: Store, crawl: int) -> None:
    Meanwhile(Told(), store, SETTINGS, few=2).finish(crawl, [page(1)], Unwatched())
    hands = Told()
    Meanwhile(hands, store, SETTINGS, few=2).finish(crawl, [page(1), page(2)], Unwatched())
    assert hands.langs is None
    Meanwhile(hands, store, SETTINGS, few=2).finish(crawl, [page(3), page(4)], Unwatched())
    assert hands.addresses == [page(3).url, page(4).url]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, body=one.body + b" "),
        lambda one: replace(one, charset="latin-1"),
        lambda one: replace(one, url="https://tarvelo.example/ailleurs"),
        lambda one: replace(one, content_type="text/plain"),
    ],
)
def test_a_page_that_may_read_otherwise_now_has_another_mark(change: Callable[[Page], Page]) -> None:
    makers = makers_of(rules_digest())
    assert mark_of(change(page(1)), SETTINGS.site, makers) != mark_of(page(1), SETTINGS.site, makers)


def test_when_and_how_deep_a_page_was_found_changes_no_mark() -> None:
    makers = makers_of(rules_digest())
    later = replace(page(1), fetched_at="2026-11-22T09:00:00+00:00", depth=3, etag='"b"')
    assert mark_of(later, SETTINGS.site, makers) == mark_of(page(1), SETTINGS.site, makers)


def test_without_processes_nothing_is_handed_over(store: Store, crawl: int) -> None:
    with Hands(0) as hands:
        meanwhile = Meanwhile(hands, store, SETTINGS, few=1)
        meanwhile.take(crawl, page(1))
        assert not meanwhile.finish(crawl, [page(1)], Unwatched()).are_at_work


def test_a_process_that_dies_ends_the_waiting_and_no_audit(store: Store, crawl: int) -> None:
    hands = Told(BrokenProcessPool("died"))
    meanwhile = Meanwhile(hands, store, SETTINGS, few=1)
    meanwhile.take(crawl, page(1))
    assert meanwhile.finish(crawl, [page(2)], Unwatched()) is hands


def test_reading_a_page_without_text_keeps_its_mark_and_needs_no_model(store: Store, crawl: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "engine", lambda: pytest.fail("an engine was made"))
    monkeypatch.setattr(jobs, "_store", lambda address: store)
    empty = replace(page(1), body=b"<html></html>")
    store.add(crawl, empty)
    jobs.read_pages("", [(crawl, empty.url)], SETTINGS.site)
    assert Kept(store).has([mark_of(empty, SETTINGS.site, makers_of(rules_digest()))])
