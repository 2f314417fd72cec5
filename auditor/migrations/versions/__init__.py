"""One step of the schema a file, `r<revision>_<what>.py`; a step that was released is never changed."""
