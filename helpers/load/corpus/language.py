"""Which language a text is in, by py3langid on its beginning; what is not clear stays English."""

from __future__ import annotations

import importlib.util
from functools import cache
from typing import TYPE_CHECKING

from ...records import WORD
from ..english import ENGLISH, FEW, measure_share

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 1_200
"""Characters of a text that are read, some 1,000 letters: more changes no answer."""

LETTERS = 150
"""Letters below which nothing is said."""

SURE = 0.9
"""Probability below which nothing is said."""

_KEPT = frozenset({"en", "zxx"})  # English, and what is in no language at all
_PAIRS = """
af:Afrikaans am:Amharic ar:Arabic ary:Arabic arz:Arabic az:Azerbaijani be:Belarusian
bg:Bulgarian bn:Bengali bs:Bosnian ca:Catalan cs:Czech cy:Welsh da:Danish de:German
el:Greek eo:Esperanto es:Spanish et:Estonian eu:Basque fa:Persian fi:Finnish fr:French
ga:Irish gl:Galician gu:Gujarati ha:Hausa he:Hebrew hi:Hindi hr:Croatian hu:Hungarian
hy:Armenian id:Indonesian is:Icelandic it:Italian ja:Japanese ka:Georgian kk:Kazakh
km:Khmer kn:Kannada ko:Korean ku:Kurdish ky:Kyrgyz la:Latin lo:Lao lt:Lithuanian
lv:Latvian mk:Macedonian ml:Malayalam mn:Mongolian mr:Marathi ms:Malay mt:Maltese
my:Burmese ne:Nepali nl:Dutch nn:Norwegian no:Norwegian pa:Punjabi pl:Polish ps:Pashto
pt:Portuguese ro:Romanian ru:Russian si:Sinhala sk:Slovak sl:Slovenian so:Somali
sq:Albanian sr:Serbian sv:Swedish sw:Swahili ta:Tamil te:Telugu tg:Tajik th:Thai
tk:Turkmen tl:Tagalog tr:Turkish uk:Ukrainian ur:Urdu uz:Uzbek vi:Vietnamese
yo:Yoruba yue:Chinese wuu:Chinese zh:Chinese zu:Zulu
"""
_NAMES = dict(pair.split(":") for pair in _PAIRS.split())


def has_model() -> bool:
    """Whether languages can be told at all: py3langid comes with ``make scale``."""
    return importlib.util.find_spec("py3langid") is not None


@cache
def _load_model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_other(text: str, stated: str = "") -> str:
    """The language that a text is in where it is not English, else "".

    ``stated`` is what came with the text.  It decides where there is no model; where there is one,
    a text is in another language only if the model says so and its words are not those of English.

    >>> find_other("Die Minister der beiden Staaten trafen sich am Montag in der Hauptstadt. " * 3)
    'German (de)'
    >>> find_other("Too short.")
    ''
    """
    if not has_model():
        return _read_stated(stated)
    sample = text[:SAMPLE]
    words = [word.lower() for word in WORD.findall(sample)]
    # Asked first, since it takes a tenth of the model's time.
    if len(words) >= FEW and measure_share(words) >= ENGLISH:
        return ""
    if sum(map(str.isalpha, sample)) < LETTERS:
        return ""
    code, sure = _load_model().classify(sample)
    return "" if code in _KEPT or sure < SURE else _name(code)


def _read_stated(language: str) -> str:
    """The language that came with a text where it is one other than English.

    >>> _read_stated("de-AT"), _read_stated("French"), _read_stated("en-GB"), _read_stated("und")
    ('German (de)', 'French (fr)', '', '')
    """
    short = language.strip().lower().replace("_", "-").split("-")[0]
    code = next((code for code, name in _NAMES.items() if name.lower() == short), short)
    return _name(code) if code in _NAMES else ""


def _name(code: str) -> str:
    """A language's name with its code, the code alone where it has none here.

    >>> _name("fr"), _name("lij")
    ('French (fr)', 'lij')
    """
    return f"{_NAMES[code]} ({code})" if code in _NAMES else code
