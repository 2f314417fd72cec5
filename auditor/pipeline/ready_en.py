"""Imported into the process that others are forked from, it makes them ready for English."""

from auditor.pipeline.ready import get_ready

get_ready("en")
