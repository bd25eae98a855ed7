"""Loads nbformat without two seconds of import time.

jsonschema loads this module for a format of addresses that notebooks do not use, and it builds a
grammar while it loads; jsonschema goes on without it.
"""

from __future__ import annotations

import sys

SLOW_MODULE = "rfc3987_syntax"

if SLOW_MODULE not in sys.modules:
    sys.modules[SLOW_MODULE] = None  # type: ignore[assignment]
    try:
        import nbformat  # noqa: F401
    finally:
        del sys.modules[SLOW_MODULE]
