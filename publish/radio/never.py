"""What is not asked and not guessed on air, and what the host says when a caller says it."""

from __future__ import annotations

from collections.abc import Mapping

from publish.model.published import PublishedCase
from publish.radio.pack import Never
from publish.radio.programme import Programme
from publish.radio.rundown import Rundown


def never(rundown: Rundown, cases: Mapping[str, PublishedCase], programme: Programme) -> tuple[Never, ...]:
    """The list of one broadcast."""
    del rundown, cases
    return tuple(Never(kind="any", what=words, bridge="") for words in programme.phrases.never)
