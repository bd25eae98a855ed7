"""How an attack tells that it got through: by an AssertionError."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator


def refuse(call: Callable[[], object], words: str) -> None:
    """The call must end in an error of ours that says ``words``."""
    try:
        call()
    except ValueError as error:
        assert words in str(error), f"refused for another reason: {str(error)[:200]}"
    except Exception as error:
        raise AssertionError(f"no error of ours: {type(error).__name__}") from error
    else:
        raise AssertionError(f"not refused: {words}")


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is inside must end in time."""

    def stop(*_: object) -> None:
        raise AssertionError(f"it takes more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
