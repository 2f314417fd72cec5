"""Work without the search for garbage."""

import gc
import subprocess
import sys

from auditor.garbage import SELDOM, undisturbed


def test_garbage_is_looked_for_again_afterwards_and_only_where_it_was_before():
    with undisturbed():
        assert not gc.isenabled()
        with undisturbed():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_program_searches_seldom_and_a_script_of_somebody_else_as_it_likes():
    told = "import gc, sys; from auditor.cli import main, run; sys.argv = ['auditor', '--version']"
    script = f"{told}; run(['--version'], {{}}); print(gc.get_threshold())"
    program = f"import atexit, gc; atexit.register(lambda: print(gc.get_threshold())); {told}; main()"
    said = [subprocess.run([sys.executable, "-c", one], capture_output=True, text=True, check=True).stdout for one in (script, program)]
    assert [str(SELDOM) in one for one in said] == [False, True]
