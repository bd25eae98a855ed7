"""Parameters that choose among what was counted, checked before anything is compared with them."""

from __future__ import annotations

from helpers.records import SelectionError

EVIDENCE = ("passages", "sentences")


def check_min_outlets(value: object) -> None:
    """Refuse what is no whole number from 1 on, so that the message can say how to write it.

    >>> check_min_outlets(2)
    >>> check_min_outlets("2")
    Traceback (most recent call last):
    helpers.records.SelectionError: min_outlets: '2' is no whole number from 1 on; write 2
    """
    if type(value) is not int or value < 1:
        plain = str(value).strip()
        number = plain if plain.isdecimal() and int(plain) else "1"
        raise SelectionError(f"min_outlets: {value!r} is no whole number from 1 on; write {number}")


def check_evidence(value: object) -> None:
    """Refuse what is neither of the two ways to quote."""
    if value not in EVIDENCE:
        raise SelectionError(f'evidence: {value!r} is not known; write "passages" or "sentences"')
