"""What holds for every test: random cases are the same in each run, unless HYPOTHESIS_PROFILE asks for more of them."""

from __future__ import annotations

import os

from hypothesis import settings

# No deadline: how long a case takes depends on the machine. Speed is measured elsewhere.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
