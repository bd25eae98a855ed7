"""A study's files → documents, codebook and codings, checked."""

from .benchmarks import read_benchmarks
from .codebook import count_proposed, load_codebook
from .letters import find_letters
from .lexicon import read_lexicon
from .problems import StudyError
from .study import load_head, load_study

__all__ = [
    "StudyError",
    "count_proposed",
    "find_letters",
    "load_codebook",
    "load_head",
    "load_study",
    "read_benchmarks",
    "read_lexicon",
]
