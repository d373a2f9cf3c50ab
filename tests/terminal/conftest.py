"""What the tests of the terminal begin with."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from tests.terminal.conversation import LIBRARY_KEYS


@pytest.fixture(scope="package", autouse=True)
def keys_of_the_library() -> Iterator[None]:
    """The library makes its keys once for all prompts of these tests."""
    with patch("prompt_toolkit.application.application.load_key_bindings", LIBRARY_KEYS):
        yield
