"""What each page of the report shows, as frozen records made before any template runs.

In: an audit, a language, the rules. Out: one view a page; templates only loop over them.
"""
