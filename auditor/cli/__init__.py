"""The command line: the only room that prints.

In: arguments, environment, standard input. Out: the exit code; results on stdout, everything else on stderr.

0 done · 1 a gate that was asked for failed · 2 wrong usage or settings · 3 nothing could be audited · 70 a bug · 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence

from auditor.cli.terminal import Session, complain, prepare_streams, say, ui_lang
from auditor.garbage import search_seldom

BUG, INTERRUPTED = 70, 130
DISK = {
    errno.EACCES,
    errno.EPERM,
    errno.ENOSPC,
    errno.EROFS,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENAMETOOLONG,
}


def main() -> None:
    """The console script: runs the arguments of this process and leaves with their exit code."""
    search_seldom()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy loads: our processes share the cores, a product must not take them all
    code = run(sys.argv[1:], os.environ)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    sys.exit(code)


def run(args: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command line and return its exit code; never raises."""
    session = Session(lang=ui_lang(args, environ), environ=environ)
    prepare_streams()
    if asked := environ.get("_AUDITOR_COMPLETE"):
        from auditor.cli.completion import complete

        return complete(session, asked)
    try:
        return _invoke(args, session)
    except KeyboardInterrupt:
        return _interrupted(session)
    except BrokenPipeError:  # the reader of our output has seen enough (`| head`): that is no failure
        _forget_stdout()
        return 0
    except OSError as error:
        return _disk(session, error) if error.errno in DISK else _bug(session)
    except Exception:
        return _bug(session)


def _invoke(args: Sequence[str], session: Session) -> int:
    import click

    from auditor.cli.commands import auditor
    from auditor.cli.mistakes import sentence
    from auditor.errors import AuditorError

    try:
        # Not `auditor.main(...)`: click's own turns a closed pipe into exit code 1.
        with auditor.make_context("auditor", list(args), obj=session) as ctx:
            code = auditor.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        complain(session, sentence(error, session.lang), help_text=error.format_message())
        return error.exit_code
    except click.ClickException as error:
        complain(session, sentence(error, session.lang))
        return error.exit_code if error.exit_code != 1 else 2
    except AuditorError as error:
        complain(session, error.sentence(session.lang))
        return error.exit_code
    return code if isinstance(code, int) else 0


def _interrupted(session: Session) -> int:
    say(session, session.kept or "cli.interrupted", always=True)
    return INTERRUPTED


def _disk(session: Session, error: OSError) -> int:
    from auditor.words import say as words

    complain(session, words(session.lang, "cli.disk", file=error.filename or "-", reason=error.strerror))
    return 2


def _bug(session: Session) -> int:
    import traceback

    from auditor import __version__

    traceback.print_exc(file=sys.stderr)
    say(session, "cli.bug", always=True, version=__version__)
    return BUG


def _forget_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not fail on the closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
