"""Every kind of bad input that a study's articles may have, in each form that they come in.

A kind spoils the second of three articles, first among the rows, then among the files.  For each
form it says what becomes of it: ``USED`` as it is, ``bad`` (left out, with these words), ``stop``
(nobody can say what the rows are, so nothing is read), or why the form cannot have it.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .spoiling import (
    DAYS,
    TEXTS,
    add_article,
    cut_fields,
    drop,
    edit,
    encode,
    ends,
    join_two,
    line_two,
    link,
    make_folder,
    more_fields,
    name_by_accent,
    name_other,
    put,
    remove_article,
    repeat_column,
    rows_too_long,
    semicolons,
    swap,
)


@dataclass(frozen=True)
class Outcome:
    """``words`` of the reason; ``file`` where it is not the table of the form."""

    words: str = ""
    file: str = ""
    whole: bool = False
    given: int = 3
    used: int = 2
    line: str = ""


USED = Outcome(used=3)


def bad(words: str, file: str = "", **more: object) -> Outcome:
    return Outcome(words, file, **more)


def stop(words: str) -> Outcome:
    return Outcome(words, whole=True)


def of_text(words: str) -> Outcome:
    """What is wrong stands in the article's own file."""
    return Outcome(words, "articles/b2.txt")


@dataclass(frozen=True)
class Kind:
    text: Outcome | str
    jsonl: Outcome | str
    csv: Outcome | str
    rows: Callable[[list[dict], str], None] = lambda rows, form: None
    files: Callable[[Path, str], None] = lambda study, form: None
    asked: dict[str, str] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    unreadable: bool = False


def same(outcome: Outcome, **more: object) -> Kind:
    """All three forms alike."""
    return Kind(outcome, outcome, outcome, **more)


def content(words: str, table: str, text: bytes | str) -> Kind:
    """An article's text that no form takes."""
    return Kind(of_text(words), bad(table), bad(table), put(text=text))


def taken(text: str) -> Kind:
    """An article's text that every form takes as it is."""
    return same(USED, rows=put(text=text))


def only_json(outcome: Outcome, files: Callable[[Path, str], None]) -> Kind:
    return Kind(NO_JSON, outcome, NO_JSON, files=files)


NO_JSON = "only JSON has such a syntax"
NO_TABLE = "a table is one file: it has no article files beside it"
CELLS_ARE_TEXT = "every cell of CSV is a text"
LONG = "word " * 2_000_000
UTF8 = "is not valid UTF-8"
DEEP = b'{"doc_id":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
DIGITS = b"9" * 100_000
MOST = {"MAX_BYTES": 2_000}


KINDS: dict[str, Kind] = {
    # bytes
    "bad UTF-8": content(UTF8, UTF8, b"Ferries \xff stayed."),
    "truncated UTF-8": content(UTF8, UTF8, b"Ferries stayed in the caf\xc3"),
    "cp1252": content(UTF8, UTF8, "It’s a “harbour” – 5 €.".encode("cp1252")),
    "Latin-1": content(UTF8, UTF8, "Une façade à Dieppe.".encode("latin-1")),
    "overlong UTF-8": content(UTF8, UTF8, b"Ferries \xc0\xaf stayed."),
    "UTF-16 LE": Kind(
        of_text("UTF-16"), stop("UTF-16"), stop("UTF-16"),
        files=encode("utf-16-le", codecs.BOM_UTF16_LE),
    ),
    "UTF-16 BE": Kind(
        of_text("UTF-16"), stop("UTF-16"), stop("UTF-16"),
        files=encode("utf-16-be", codecs.BOM_UTF16_BE),
    ),
    "UTF-16 LE without a mark": Kind(
        of_text("NUL"), stop("UTF-16"), stop("UTF-16"), files=encode("utf-16-le")
    ),
    "UTF-16 BE without a mark": Kind(
        of_text("NUL"), stop("UTF-16"), stop("UTF-16"), files=encode("utf-16-be")
    ),
    "UTF-8 with a mark": Kind(
        of_text("byte order mark"), USED, USED, files=encode("utf-8", codecs.BOM_UTF8)
    ),
    "mark before the text of a cell": Kind(
        "the same as a file with a mark", bad("byte order mark"), bad("byte order mark"),
        put(text="\ufeffFerries stayed."),
    ),
    "lone surrogate": Kind(
        of_text(UTF8), bad(UTF8), bad(UTF8), put(text=b"Ferries \xed\xa0\x80 stayed.")
    ),
    "lone surrogate, escaped": Kind(
        NO_JSON, bad("column text: it holds half a character"), NO_JSON,
        put(text="Ferries \ud800 stayed."),
    ),
    "lone surrogate in the id": Kind(
        NO_JSON, bad("column doc_id: it holds half a character"), NO_JSON, put(doc_id="b\udfff"),
    ),
    "NUL": content("NUL", "is NUL", b"Ferries\x00stayed."),
    "NUL, escaped": Kind(NO_JSON, bad("is NUL"), NO_JSON, put(text="Ferries\x00stayed.")),
    "control characters": Kind(
        USED, bad("Invalid control character"), USED, put(text=b"Ferries\x07\x1b stayed.")
    ),
    "control characters, escaped": taken("Ferries\x07\x1b stayed."),
    "CRLF in a text": taken("Ferries\r\nstayed.\r\n"),
    "CR in a text": taken("Ferries\rstayed.\r"),
    "CRLF after each row": same(USED, files=ends(b"\r\n")),
    "CR after each row": same(USED, files=ends(b"\r")),
    "U+2028": taken("Ferries\u2028stayed."),
    "U+2029": taken("Ferries\u2029stayed."),
    "U+0085": taken("Ferries\x85stayed."),
    # sizes
    "line of 10 MB": taken(LONG),
    "article that is too long": Kind(
        of_text("2,001 bytes are more than the 2,000"), bad("more than the 2,000"),
        bad("more than the 2,000"), rows_too_long, limits=MOST,
    ),
    "article of too many lines": Kind(
        of_text("more than the 2,000"), bad("more than the 2,000"), bad("more than the 2,000"),
        put(text="x\n" * 1_001), limits=MOST,
    ),
    "title that is too long": Kind(
        stop("more than the 2,000"), bad("more than the 2,000"), bad("more than the 2,000"),
        put(title="x" * 2_001), limits=MOST,
    ),
    "table that is too long": same(
        stop("bytes are more than the 100"), limits={"MAX_TABLE": 100, "MAX_BYTES": 100}
    ),
    "field of 200,000 characters": taken("word " * 40_000),
    "empty text": content("it has no text", "there is no text", ""),
    "empty table": Kind(
        stop("it has no text"), stop("it has no rows"), stop("it has no rows"),
        files=edit(lambda raw: b""),
    ),
    "table of blanks": Kind(
        stop("it has no text"), stop("it has no rows"), stop("column 'doc_id' is missing"),
        files=edit(lambda raw: b"  \n \n"),
    ),
    "header without rows": Kind(
        stop("it has no rows"), "there is no header", stop("it has no rows"),
        files=edit(lambda raw: raw.partition(b"\n")[0] + b"\n"),
    ),
    "text of blanks": content("it has no text", "there is no text", " \u00a0\n\t"),
    "one word": taken("Ferries"),
    "no newline at the end": same(USED, rows=put(text="Ferries stayed."),
                                  files=edit(lambda raw: raw.rstrip(b"\n"))),
    "empty line": same(USED, files=edit(lambda raw: raw.replace(b"\n", b"\n\n"))),
    # ids
    "duplicate id": same(bad("doc_id 'a1' stands already at line"), rows=put(doc_id="a1")),
    "duplicate text": same(bad("the text is that of line"), rows=put(text=TEXTS["a1"])),
    "id missing": Kind(
        "a column is missing for all: see 'column missing'", bad("there is no id"),
        stop("column 'doc_id' is missing"), drop("doc_id"),
    ),
    "id empty": Kind(
        bad("'' is not the file's name"), bad("there is no id"), bad("there is no id"),
        name_other("", "b2.txt"),
    ),
    "id with a slash": same(bad("no plain"), rows=name_other("b/2")),
    "id that leads out": same(bad("no plain"), rows=name_other("../b2")),
    "id of two dots": Kind(
        bad("is not the file's name"), bad("'..' is no plain name"), bad("'..' is no plain name"),
        name_other("..", "b2.txt"),
    ),
    "id with a newline": same(bad("no plain"), rows=name_other("b\n2")),
    "id with a line separator": Kind(
        USED, bad("no plain name"), bad("no plain name"), name_other("b\u20282")
    ),
    "id that turns the text": same(bad("no plain"), rows=name_other("b\u202e2")),
    "id of 252 bytes": same(bad("no plain"), rows=name_other("b" * 252)),
    "id of 251 bytes": same(USED, rows=name_other("b" * 251)),
    "id in capitals": same(bad("is that of line"), rows=name_other("A1")),
    "id not in NFC": same(USED, rows=name_other("cafe\u0301")),
    "id with another form of an accent": Kind(
        *[bad("is that of line", used=2)] * 3,
        name_by_accent,
    ),
    # days
    "no day": same(USED, rows=put(**dict.fromkeys(DAYS, ""))),
    "impossible day": same(bad("'2025-02-30' is no day"), rows=put(published="2025-02-30")),
    "day in another order": same(bad("'17/01/2025' is no day"), rows=put(published="17/01/2025")),
    "day with a time": same(
        bad("is no day of the calendar"), rows=put(published="2021-03-03T10:00:00+03:00")
    ),
    "future day": same(
        bad("2021-03-05 is in the future"), asked={"edition_date": "2021-03-04"},
        rows=put(published="2021-03-05", published_latest="2021-03-05"),
    ),
    "bounds crossed": same(
        bad("2021-03-03 is after published_latest"), rows=put(published_latest="2021-03-01")
    ),
    "year 1": same(bad("0001-01-01 is outside the years"), rows=put(
        **dict.fromkeys(DAYS, "0001-01-01"))),
    "year 9999": same(bad("9999-12-31 is outside the years"), rows=put(
        published_latest="9999-12-31")),
    "day as a number": Kind(
        bad("'20210303' is no day"), bad("column published: it is a number"),
        bad("'20210303' is no day"), put(published=20210303),
    ),
    # other cells
    "outlet missing": Kind(
        "a column is missing for all: see 'column missing'", bad("there is no outlet"),
        stop("column 'outlet' is missing"), drop("outlet"),
    ),
    "outlet empty": same(bad("there is no outlet"), rows=put(outlet="")),
    "outlet of blanks": same(bad("there is no outlet"), rows=put(outlet=" \t")),
    "outlet with a newline": same(bad("holds a line break"), rows=put(outlet="The\nCourier")),
    "title with a NUL": Kind(
        stop("NUL"), bad("column title"), bad("is NUL"), put(title="The\x00Courier")
    ),
    "title null": Kind(CELLS_ARE_TEXT, USED, CELLS_ARE_TEXT, put(title=None)),
    "title a number": Kind(USED, bad("column title: it is a number"), USED, put(title=1984)),
    "title a list": Kind(
        CELLS_ARE_TEXT, bad("column title: it is a list"), CELLS_ARE_TEXT, put(title=["A"])
    ),
    "title an object": Kind(
        CELLS_ARE_TEXT, bad("column title: it is an object"), CELLS_ARE_TEXT, put(title={"a": 1})
    ),
    "title true": Kind(
        CELLS_ARE_TEXT, bad("column title: it is true or false"), CELLS_ARE_TEXT, put(title=True)
    ),
    "author a list": Kind(
        CELLS_ARE_TEXT, bad("column author: it is a list"), CELLS_ARE_TEXT, put(author=["A", "B"])
    ),
    "text null": Kind(CELLS_ARE_TEXT, bad("there is no text"), CELLS_ARE_TEXT, put(text=None)),
    "url of a script": same(USED, rows=put(url="javascript:alert(1)")),  # shown, never a link
    "url with blanks": same(bad("is no address"), rows=put(url="https://example.org/a b")),
    "url that cannot be read": same(bad("is no address"), rows=put(url="http://[example")),
    "basis unknown": same(bad("'guessed' is no basis"), rows=put(title_basis="guessed")),
    "wrong sum": same(bad("sha256 is"), rows=put(sha256="0" * 64)),
    "formula": same(USED, rows=put(title="=cmd|' /C calc'!A0", outlet="@SUM(1+1)")),
    # JSON
    "not JSON": only_json(bad("not valid JSON"), line_two(b"Ferries stayed in port.")),
    "truncated object": only_json(bad("not valid JSON"), line_two(b'{"doc_id": "b2", "tex')),
    "array": only_json(bad("it is a list, not an object"), line_two(b'["b2", "Ferries"]')),
    "text alone": only_json(bad("it is a text, not an object"), line_two(b'"Ferries"')),
    "number alone": only_json(bad("it is a number, not an object"), line_two(b"7")),
    "null alone": only_json(bad("it is null, not an object"), line_two(b"null")),
    "trailing comma": only_json(bad("not valid JSON"), line_two(b'{"doc_id": "b2",}')),
    "NaN": only_json(bad("NaN is no value"), line_two(b'{"doc_id": "b2", "title": NaN}')),
    "Infinity": only_json(
        bad("-Infinity is no value"), line_two(b'{"doc_id": "b2", "title": -Infinity}')
    ),
    "key twice": only_json(
        bad("'doc_id' stands twice"), line_two(b'{"doc_id": "b2", "doc_id": "b3"}')
    ),
    "huge number": only_json(
        bad("column title: it is a number"),
        line_two(b'{"doc_id": "b2", "outlet": "O", "text": "T.", "title": ' + DIGITS + b"}"),
    ),
    "huge exponent": only_json(
        bad("column title: it is a number"),
        line_two(b'{"doc_id": "b2", "outlet": "O", "text": "T.", "title": 1e999999}'),
    ),
    "deep nesting": only_json(bad("nested too deep"), line_two(DEEP)),
    "comment": only_json(bad("not valid JSON"), line_two(b"// the second article")),
    "single quotes": only_json(bad("not valid JSON"), line_two(b"{'doc_id': 'b2'}")),
    "two objects a line": only_json(
        bad("not valid JSON: Extra data", given=2, used=1), edit(join_two)
    ),
    # tables
    "unclosed quote": Kind(
        stop("not valid CSV"), bad("not valid JSON"), stop("not valid CSV"),
        files=lambda study, form: swap(*(
            (b'"b2", "outlet"', b'"b2, "outlet"') if form == "jsonl" else (b'"b2",', b'"b2,')
        ))(study, form),
    ),
    "quote before a cell ends": Kind(
        stop("not valid CSV"), NO_TABLE, stop("not valid CSV"), files=swap(b'"b2"', b'"b"2"')
    ),
    "too few fields": Kind(
        stop("2 cells, but"), "an object has names", bad("2 cells, but"), files=edit(cut_fields)
    ),
    "too many fields": Kind(
        stop("cells, but"), "an object has names", bad("cells, but"), files=edit(more_fields)
    ),
    "other delimiter": Kind(
        stop("column 'doc_id' is missing"), "an object has names",
        stop("column 'doc_id' is missing"), files=edit(semicolons),
    ),
    "header missing": Kind(
        stop("column 'doc_id' is missing"), "there is no header",
        stop("column 'doc_id' is missing"), files=edit(lambda raw: raw.partition(b"\n")[2]),
    ),
    "column missing": Kind(
        stop("column 'outlet' is missing"), bad("column outlet: there is no outlet"),
        stop("column 'outlet' is missing"),
        files=lambda study, form: (
            line_two(b'{"doc_id": "b2", "text": "T."}') if form == "jsonl"
            else swap(b"outlet", b"publisher")
        )(study, form),
    ),
    "column twice": Kind(
        stop("column 'doc_id' stands twice"), "see 'key twice'",
        stop("column 'doc_id' stands twice"), files=edit(repeat_column),
    ),
    "column unknown": Kind(
        stop("column 'colour' is not known"), bad("column 'colour': it is not known"),
        stop("column 'colour' is not known"), put(colour="red"),
    ),
    "quoted newlines": same(
        USED, rows=put(text='Ferries,\n"stayed"\r\nin port.', title_evidence='The\n"first" line'),
    ),
    # the disk
    "row without a file": Kind(
        of_text("there is no such file"), NO_TABLE, NO_TABLE, files=remove_article
    ),
    "file without a row": Kind(
        bad("no row names this file", "articles/stray.txt", given=4, used=3, line="-"),
        *[Outcome("there is no such file", "articles.csv", whole=True)] * 2,
        files=add_article,
    ),
    "link out of the folder": Kind(
        bad("leads out of the folder"), *[stop("leads out of the study's folder")] * 2,
        files=link(""),
    ),
    "link to itself": Kind(
        of_text("there is no such file"), *[stop("there is no such file")] * 2,
        files=link("{name}"),
    ),
    "folder in place of a file": Kind(
        of_text("there is no such file"), *[stop("there is no such file")] * 2, files=make_folder
    ),
    "unreadable file": Kind(
        of_text("it cannot be read"), *[stop("it cannot be read")] * 2, unreadable=True
    ),
    "file name with a newline": Kind(bad("no plain file name"), NO_TABLE, NO_TABLE,
                                     put(file="b\n2.txt")),
    "file name that turns the text": Kind(bad("no plain file name"), NO_TABLE, NO_TABLE,
                                          put(file="b\u202e2.txt")),
    "file name of 256 bytes": Kind(bad("no plain file name"), NO_TABLE, NO_TABLE,
                                   put(file="b" * 252 + ".txt")),
}  # fmt: skip
