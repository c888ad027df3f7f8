"""The policy file: words that stand in place of what is masked, and how far masking goes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from publish.errors import UsageError

DEFAULT = Path(__file__).parent / "policy.yaml"


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See policy.yaml for what each word is for."""

    words: dict[str, str]
    labelled: str
    person: str
    nameless: str
    counters: str
    minor: str
    community: Literal["keep", "mask"]
    bare_nickname: Literal["keep", "mask"]
    plate: str
    firm: str
    firm_again: str
    tails: tuple[str, ...]


@cache
def load(path: Path = DEFAULT) -> Policy:
    """Read and check a policy. Raises `UsageError` ANONYMISE-001 or -002."""
    try:
        return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Policy)
    except OSError:
        raise UsageError("ANONYMISE-001", str(path)) from None
    except (yaml.YAMLError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise UsageError("ANONYMISE-002", str(path), detail=" ".join(str(error).split())) from None
