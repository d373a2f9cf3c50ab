"""Runs one prompt to its reply, whatever ends it: a key, a signal, or a terminal that is gone."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

from prompt_toolkit.application import Application

from reflect.errors import ReflectError
from reflect.interview.asking import Leave, Reply
from reflect.terminal.exit_codes import EXIT_CODES, HUNG_UP, INTERRUPTED, PAUSE


@dataclass
class Prompt:
    """A prompt that is ready to run: its application, which ends with a Reply, and what stands in it as text."""

    application: Application[Any]
    typed: Callable[[], str]


@dataclass(frozen=True)
class ToEditor:
    """A prompt was left for an editor; `text` stands in it and goes on there."""

    text: str


@dataclass
class Keeping:
    """Keeps what is half typed at one question, through all its prompts: `keep` makes it safe, `kept` is what is."""

    keep: Callable[[str], None]
    kept: str | None = None
    """None before the first prompt; what that one begins with is safe already."""
    safe: bool = True
    """Whether keeping it worked."""

    def soon(self, prompt: Prompt) -> None:
        """Has what stands in `prompt` kept PAUSE seconds after it is no more what is safe. The prompt must be running."""
        if self.kept is None:
            self.kept = prompt.typed()
        waiting: asyncio.TimerHandle | None = None

        def now() -> None:
            nonlocal waiting
            waiting = None
            self.now(prompt.typed())

        def changed(_application: Application[Any]) -> None:
            nonlocal waiting
            if waiting is None and prompt.typed() != self.kept and not prompt.application.is_done:
                assert prompt.application.loop
                waiting = prompt.application.loop.call_later(PAUSE, now)

        prompt.application.after_render += changed

    def now(self, typed: str) -> bool:
        """Has `typed` kept, unless it is safe already; whether it is."""
        if typed == self.kept:
            return self.safe
        self.kept, self.safe = typed, False
        # The next answer is saved with an error that is seen; typing is not interrupted by one.
        with suppress(ReflectError, OSError):
            self.keep(typed)
            self.safe = True
        return self.safe


@dataclass
class Watch:
    """What happens around prompts: signals that came, and the prompt that is running."""

    exit_code: int | None = None
    running: Prompt | None = None

    def called(self) -> int | None:
        """The exit code of the signal that came, if one did."""
        return self.exit_code

    def leave(self, exit_code: int) -> None:
        """Ends the running prompt, or the next one before it begins."""
        self.exit_code = self.exit_code or exit_code
        prompt = self.running
        loop = prompt.application.loop if prompt else None
        if prompt is not None and loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(_exit, prompt.application, Leave(prompt.typed() or None, self.exit_code))


@contextmanager
def signals(watch: Watch) -> Iterator[None]:
    """Turns SIGTERM and SIGHUP into a Leave while it lasts; elsewhere than in the main thread it does nothing."""
    before: dict[int, Any] = {}

    def handle(number: int, _frame: FrameType | None) -> None:
        watch.leave(EXIT_CODES[number])

    if threading.current_thread() is threading.main_thread():
        # Ctrl-C is a key here.
        before = {number: signal.signal(number, handle) for number in EXIT_CODES if number != signal.SIGINT}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run(prompt: Prompt, watch: Watch, keeping: Keeping | None = None) -> Reply | ToEditor:
    """The reply that ends `prompt`, or the way to the editor.

    `keeping` has what is half typed kept meanwhile. A terminal that cannot be read or written any more is a Leave like
    a hang-up; what was typed comes along.
    """
    failures: list[BaseException] = []

    def failed(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        # prompt_toolkit would show a traceback and wait for Enter on a terminal that may not be there.
        failures.append(context.get("exception") or RuntimeError(context.get("message", "")))
        _exit(prompt.application, None)

    def prepare() -> None:
        assert prompt.application.loop
        prompt.application.loop.set_exception_handler(failed)
        if keeping:
            keeping.soon(prompt)
        # A signal that came since the last look, before there was a loop to tell, has ended nothing yet.
        if watch.called() is not None:
            _exit(prompt.application, None)

    with signals(watch):
        if (code := watch.called()) is not None:
            return Leave(prompt.typed() or None, code)
        watch.running = prompt
        try:
            reply = prompt.application.run(pre_run=prepare, set_exception_handler=False)
        except (EOFError, OSError):
            reply = Leave(prompt.typed() or None, HUNG_UP)
        except KeyboardInterrupt:
            reply = Leave(prompt.typed() or None, INTERRUPTED)
        finally:
            watch.running = None
    if (code := watch.called()) is not None:
        return Leave(prompt.typed() or None, code)
    for failure in failures:
        if not isinstance(failure, OSError | EOFError):
            raise failure
        return Leave(prompt.typed() or None, HUNG_UP)
    assert isinstance(reply, Reply | ToEditor)
    return reply


def _exit(application: Application[Any], reply: Reply | None) -> None:
    if application.is_running and not application.is_done:
        application.exit(result=reply)
