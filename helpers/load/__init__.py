"""A study's files → documents, codebook and codings, checked."""

from .benchmarks import read_benchmarks
from .codebook import load_codebook
from .letters import find_letters
from .lexicon import read_lexicon
from .problems import StudyError
from .study import load_head, load_study

__all__ = [
    "StudyError",
    "find_letters",
    "load_codebook",
    "load_head",
    "load_study",
    "read_benchmarks",
    "read_lexicon",
]
