"""The article that is asked about: a file anywhere, or the doc_id of a study."""

from __future__ import annotations

from pathlib import Path

from ..load import load_codebook
from ..load.problems import Problems
from ..load.text import read_text
from ..records import Codebook


class ArticleError(ValueError):
    """There is no such article; the message says what was looked for."""


def find_file(article: str, folder: Path) -> Path:
    """The file of an article: a path, else a doc_id of the study."""
    path = Path(article).expanduser()
    if path.is_file():
        return path
    inside = folder / "articles" / f"{article}.txt"
    plain = Path(article).name == article and article not in ("", ".", "..")
    if plain and inside.is_file():
        return inside
    raise ArticleError(
        f"article: there is no file {article!r} and no such doc_id in the study {folder.name}; "
        "give the path of a text file, or a doc_id with --study"
    )


def read_article(article: str, folder: Path, asked: bool) -> tuple[str, str, Codebook | None]:
    """Name, text and codebook of an article.

    ``folder`` is the study that a doc_id is looked up in.  Its codebook is used when the article
    lies in it, and for any other file when it is ``asked`` for.

    Raises:
        ArticleError: the article does not exist.
        StudyError: the file is no readable UTF-8 text, or the codebook has faults.
    """
    path = find_file(article, folder)
    problems = Problems()
    text = read_text(path, path.name, problems)
    problems.stop("article")
    inside = path.resolve().parent == (folder / "articles").resolve()
    codebook = load_codebook(folder / "codebook") if asked or inside else None
    return path.stem, text or "", codebook
