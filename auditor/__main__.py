"""`python -m auditor`: the same as the console script.

In: the arguments of the process. Out: its exit code.
"""

from auditor.cli import main

if __name__ == "__main__":
    main()
