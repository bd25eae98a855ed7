"""Settings by command line, environment or file, in this order; schedulers rarely have all three.

The file is TOML, named by ``--config`` or ``HELPERS_CONFIG``::

    study = "russia-iran-treaty"
    reports = "/srv/report"
    keep = 12
    site = "https://example.org/report/"
    notify = "/usr/local/bin/tell"

    [parameters]
    start = "2024-10-01"

Each name is also a variable, ``HELPERS_KEEP=12``; ``HELPERS_SET`` is a JSON object of parameters.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import paths
from ..publish import ParameterError

PREFIX = "HELPERS_"
MAX_BYTES = 1_000_000  # of the file; settings are a few lines


@dataclass(frozen=True, slots=True)
class Setting:
    """How a setting is read from a text, and what holds without it."""

    read: type
    default: object
    least: int | None = None


SETTINGS = {
    "study": Setting(str, ""),
    "reports": Setting(Path, None),
    "quarantine": Setting(float, None),
    "keep": Setting(int, 0, least=0),
    "site": Setting(str, ""),
    "notify": Setting(str, ""),
    "unchanged_exit": Setting(int, 0, least=0),
    "stale_after": Setting(int, 30, least=0),
    "stale_exit": Setting(int, 0, least=0),
}


def fill_settings(args: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Give every setting that the command knows and nobody gave its value.

    Raises:
        ParameterError: lists every setting that is unknown or cannot be read, and where it stands.
    """
    path = getattr(args, "config", None) or environment.get(f"{PREFIX}CONFIG", "")
    told = read_config(Path(path)) if path else {}
    faults: list[str] = []
    parameters = told.pop("parameters", {})
    where = dict.fromkeys(told, str(path))
    for name in SETTINGS:
        if value := environment.get(PREFIX + name.upper()):
            told[name], where[name] = value, PREFIX + name.upper()
    for name, value in told.items():
        if name not in SETTINGS:
            faults.append(f"{where[name]}: {name!r} is no setting; there are {', '.join(SETTINGS)}")
        elif hasattr(args, name) and getattr(args, name) is None:
            try:
                setattr(args, name, read_value(name, value))
            except ValueError as error:
                faults.append(f"{where[name]}: {error}")
    faults += fill_parameters(args, parameters, environment.get(f"{PREFIX}SET", ""), str(path))
    if faults:
        raise ParameterError("\n".join(faults))
    for name, setting in SETTINGS.items():
        if hasattr(args, name) and getattr(args, name) is None:
            setattr(args, name, paths.REPORTS if name == "reports" else setting.default)


def read_config(path: Path) -> dict:
    """Read the file of settings."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ParameterError(f"--config {path}: it has more than {MAX_BYTES:,} bytes")
        return tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise ParameterError(f"--config {path}: {error.strerror}") from error
    except RecursionError:
        raise ParameterError(f"--config {path}: it is nested too deeply") from None
    except ParameterError:
        raise
    except ValueError as error:
        raise ParameterError(f"--config {path}: not TOML in UTF-8: {error}") from error


def read_value(name: str, value: object) -> object:
    """Read one setting; a number may come as text from the environment.

    >>> read_value("keep", "12")
    12
    >>> read_value("keep", "many")
    Traceback (most recent call last):
    ValueError: keep is a whole number, not 'many'
    """
    setting = SETTINGS[name]
    kind = {str: "a text", Path: "a path", int: "a whole number", float: "a number"}[setting.read]
    texts = setting.read in (str, Path)
    fits = isinstance(value, str) or (not texts and type(value) in (int, float))
    try:
        found = setting.read(value) if fits else None
    except ValueError:
        found = None
    if found is None or (setting.read is int and isinstance(value, float)):
        raise ValueError(f"{name} is {kind}, not {value!r}")
    if setting.least is not None and found < setting.least:
        raise ValueError(f"{name} is {setting.least} or more, not {found}")
    return found


def fill_parameters(
    args: argparse.Namespace, parameters: object, variable: str, path: str
) -> list[str]:
    """Put parameters of file and environment before those of ``--set``; return what is wrong."""
    if not hasattr(args, "set"):
        return []
    faults = []
    if not isinstance(parameters, dict):
        faults.append(f"{path}: parameters is a table, [parameters]")
        parameters = {}
    try:
        more = json.loads(variable or "{}")
    except (ValueError, RecursionError) as error:
        more = f"not JSON: {error}"
    if not isinstance(more, dict):
        faults.append(f"{PREFIX}SET is a JSON object, {{\"start\": \"2024-10-01\"}}, not {more!r}")
        more = {}
    args.given = {name: as_json(value) for name, value in (parameters | more).items()}
    return faults


def as_json(value: object) -> object:
    """TOML has days of its own; a parameter is JSON."""
    return value.isoformat() if hasattr(value, "isoformat") else value
