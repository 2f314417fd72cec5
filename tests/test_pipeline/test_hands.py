"""Processes beside this one: what it does while it waits for them, and what is left of them."""

from __future__ import annotations

import os
import sys
from multiprocessing import forkserver

import pytest

from auditor.pipeline.hands import Hands, close_server


def test_what_was_put_by_is_done_once_and_in_its_order():
    hands, done = Hands(0), list[str]()
    hands.put_by(lambda: done.append("first"))
    hands.put_by(lambda: done.append("second"))
    assert not done
    hands.use_wait()
    hands.use_wait()
    assert done == ["first", "second"]


@pytest.mark.skipif(sys.platform != "linux", reason="only here others are forked from a server")
def test_the_server_that_processes_are_forked_from_can_be_ended_and_begins_anew(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("auditor.pipeline.hands.IMPORTED", [])
    seen = set()
    for _ in range(2):
        with Hands(1) as hands:
            assert not hands.are_getting_ready
            hands.begin(())
            assert hands.are_at_work
            assert not hands.are_getting_ready
            assert hands.give(os.getppid).result(60) == forkserver._forkserver._forkserver_pid
            seen.add(forkserver._forkserver._forkserver_pid)
            close_server()  # not while there are any
            assert forkserver._forkserver._forkserver_pid in seen
        close_server()
        assert forkserver._forkserver._forkserver_pid is None
    assert len(seen) == 2
