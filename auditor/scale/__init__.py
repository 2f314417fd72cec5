"""The stages over many sites: one task a site, on this computer's processes or on a Dask cluster.

In: a portfolio and settings. Out: a `Turn` for each site, kept in the store by whoever did it: a run that is killed loses at most the sites
in hand. What goes wrong with a site is its own affair. A host keeps its pause, for a site is never in two hands. `scale.gathering` makes
benchmarks the same way: one task an archive, then one a company.
"""

from auditor.scale.cluster import LOCAL, perform_on
from auditor.scale.processes import perform_all
from auditor.scale.task import RIVAL, Job, Task, perform
from auditor.scale.tour import Tour, standings

__all__ = ["LOCAL", "RIVAL", "Job", "Task", "Tour", "perform", "perform_all", "perform_on", "standings"]
