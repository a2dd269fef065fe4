"""How much memory this process has taken at most."""

import sys


def peak_megabytes() -> float:
    """Return the peak of the resident memory; 0.0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3
