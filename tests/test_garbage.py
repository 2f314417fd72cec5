"""Work without the search for garbage."""

import gc

from auditor.garbage import undisturbed


def test_garbage_is_looked_for_again_afterwards_and_only_where_it_was_before():
    with undisturbed():
        assert not gc.isenabled()
        with undisturbed():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
