"""What holds for every test: random cases are the same in each run, unless another profile of hypothesis asks for more.

The profiles: `ci`, the ordinary one; `more`, 5,000 cases for every test that does not say how many it needs; `long`, 100,000,
meant for `pytest -n2 tests/bad_input --hypothesis-profile=long`. HYPOTHESIS_PROFILE names one as well.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings

# No deadline: how long a case takes depends on the machine. Speed is measured elsewhere.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("more", deadline=None, max_examples=5_000)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=100_000,
    print_blob=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def with_room(call: Callable[[], object]) -> object:
    """What `call` gives, called on a stretch of Python's stack that is long enough for all that it calls."""
    return call()


# Python keeps the frames of its functions in pieces of 16 KB, and asks the system for a piece and gives it back each time
# that calls go over an end: a loop that happens to stand right there, as the reading of YAML does in some tests, takes
# ten times as long. A frame that is said to need this much is put into a piece of 2 MB, of which the rest is left.
with_room.__code__ = with_room.__code__.replace(co_stacksize=(1 << 20) // 8)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    """All tests run with room, and without looking again and again for garbage among what is there to stay."""
    gc.freeze()
    loop = session.config.pluginmanager.subset_hook_caller("pytest_runtestloop", [sys.modules[__name__]])
    return with_room(lambda: loop(session=session))
