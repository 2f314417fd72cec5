"""Imported into the process that others are forked from, it leaves Ctrl-C to the process that began them, which tells of it."""

import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
