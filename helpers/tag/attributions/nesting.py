"""What holds for every text: contents nest or lie apart, no source in its own content."""

from __future__ import annotations

from dataclasses import replace

from helpers.records import Attribution


def apart(text: str, tag: Attribution) -> Attribution | None:
    """The attribution with its content cut so that its source lies outside it; None when nothing
    is left.
    """
    start, end, at = tag.start, tag.end, tag.source_start
    if at is None or tag.source_end <= start or at >= end or tag.kind != "indirect":
        return tag
    start, end = (start, at) if at > start else (tag.source_end, end)
    words = text[start:end].strip(" ,;:—–-")
    if not words or end <= start:
        return None
    start = text.index(words, start)
    return replace(tag, start=start, end=start + len(words), text=words)


def nest(text: str, tags: list[Attribution]) -> list[Attribution]:
    """The attributions in text order, contents that cross cut so that the later lies in the
    earlier.
    """
    kept = sorted(filter(None, (apart(text, tag) for tag in tags)), key=lambda a: (a.start, -a.end))
    open_: list[Attribution] = []
    out = []
    for tag in kept:
        while open_ and open_[-1].end <= tag.start:
            open_.pop()
        if open_ and open_[-1].end < tag.end:
            words = text[tag.start : open_[-1].end].rstrip(" ,;:—–-")
            tag = replace(tag, end=tag.start + len(words), text=words)
            if not words:
                continue
        open_.append(tag)
        out.append(tag)
    return out
