"""Text as Typst string literals: the only way in which words enter the book's source."""

from __future__ import annotations

import re

# Arabic and Hebrew letters with the joiners and spaces between them.
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
RUN = re.compile(f"[{RIGHT_TO_LEFT}]+(?:[\\s\u200c\u200d]+[{RIGHT_TO_LEFT}]+)*")
SPACE = re.compile(r"[ \t\r\n\f]+")
# Longer unbroken strings are digests and addresses; they may break anywhere.
LONGEST_WORD = 24
# A lone space has a statement of its own, so that it can be told from the end of a literal.
SPACE_MARK = "sp;"
LONG_WORD = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD + 1},}}")


def quote(text: str) -> str:
    """A Typst string literal.

    >>> print(quote('a "b" \\\\ #c'))
    "a \\"b\\" \\\\ #c"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\u{{{ord(m[0]):x}}}", escaped) + '"'


def soften(text: str) -> str:
    """Places to break inside very long words.

    >>> soften("a" * 30).index("\\u200b")
    24
    """
    return LONG_WORD.sub(
        lambda m: "\u200b".join(
            m[0][i : i + LONGEST_WORD] for i in range(0, len(m[0]), LONGEST_WORD)
        ),
        text,
    )


def write_text(text: str) -> str:
    """Statements of a Typst code block that show the text; right-to-left runs in upright type.

    >>> write_text("a")
    '"a";'
    """
    if text == " ":
        return SPACE_MARK
    parts, at = [], 0
    text = soften(text)
    for run in RUN.finditer(text):
        if run.start() > at:
            parts.append(f"{quote(text[at : run.start()])};")
        parts.append(f"upright({quote(run[0])});")
        at = run.end()
    if at < len(text):
        parts.append(f"{quote(text[at:])};")
    return "".join(parts)


def block(statements: str) -> str:
    """A Typst code block that is content even when nothing is in it."""
    return "{[];" + statements + "}"


def trim(statements: str) -> str:
    """Without the space at either end of a run of words; literals end in ``";``, never in the mark.

    >>> trim('sp;" a";sp;')
    '"a";'
    """
    while statements.startswith(SPACE_MARK):
        statements = statements.removeprefix(SPACE_MARK)
    while statements.endswith(f";{SPACE_MARK}") or statements == SPACE_MARK:
        statements = statements.removesuffix(SPACE_MARK)
    # A statement that begins with a quotation mark begins a literal.
    return re.sub(r'^" +', '"', statements)
