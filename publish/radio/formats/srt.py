"""Every sentence at its planned time from the first second of the broadcast, as subtitles (SubRip).

What stands in half-width brackets is not read: how the figure before it was written, or pinyin. Free talk
and music leave a gap.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.radio.formats import sheet
from publish.radio.pack import Pack, Sentence

NAME = "srt"
SUFFIX = ".srt"


def render(pack: Pack) -> bytes:
    """The subtitles in UTF-8, numbered from 1."""
    cues = enumerate(_placed(pack), 1)
    return "\n".join(
        f"{number}\n{_span(at, one)}\n{sheet.glossed(one)}\n" for number, (at, one) in cues
    ).encode()


def _placed(pack: Pack) -> Iterator[tuple[int, Sentence]]:
    """Sentences with their first millisecond."""
    for item in pack.items:
        at = (item.total - item.seconds) * 1000
        for part in item.parts:
            for sentence in part.sentences:
                yield at, sentence
                at += sentence.ms
            at += part.talk * 1000


def _span(at: int, sentence: Sentence) -> str:
    return f"{_stamp(at)} --> {_stamp(at + sentence.ms)}"


def _stamp(ms: int) -> str:
    """00:01:02,345."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"
