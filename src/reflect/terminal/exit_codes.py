"""How a process says that it was stopped, and how long what is half typed may stay in memory alone."""

from __future__ import annotations

import signal

INTERRUPTED = 130
TERMINATED = 143
HUNG_UP = 129
PAUSE = 1.0
"""Seconds after a key until what is half typed is kept: within the two that may be lost, seldom enough to be cheap."""

EXIT_CODES = {
    getattr(signal, name): code
    for name, code in (("SIGINT", INTERRUPTED), ("SIGTERM", TERMINATED), ("SIGHUP", HUNG_UP))
    if hasattr(signal, name)
}
