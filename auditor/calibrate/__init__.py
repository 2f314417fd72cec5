"""Weights from labelled sentences: the only room that learns; it stands above `judge` and `language`, and nothing needs it at run time.

In: labelled segments. Out: scorecards in `rules/labels/`, out-of-fold labels, and the figures that they reach.
"""

from auditor.calibrate.folds import Figures, Fitted, fit, read, run

__all__ = ["Figures", "Fitted", "fit", "read", "run"]
