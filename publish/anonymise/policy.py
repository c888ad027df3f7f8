"""The policy file: words that stand in place of what is masked, and how far masking goes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import yaml

from publish.anonymise import wording
from publish.errors import UsageError

DEFAULT = Path(__file__).parent / "policy.yaml"


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See docs/reference/policy.md for what each key is for."""

    words: dict[str, str]
    labelled: str
    person: str
    by_length: bool
    counters: Annotated[str, msgspec.Meta(min_length=2)]
    nameless: str
    minor: str
    titles: Literal["drop", "keep"]
    bare_nickname: Literal["keep", "mask"]
    official: Literal["post", "mask"]
    address: Literal["community", "town", "district"]
    plate: str
    firm: str
    firm_again: str
    tails: tuple[str, ...]


@cache
def load(path: Path = DEFAULT) -> Policy:
    """Read and check a policy; what a file leaves out is as in the one that comes with the program.

    Raises `UsageError`: ANONYMISE-001 no such file, -002 not as it must be, -006 a key nobody knows,
    -007 a word that can't stand in a text.
    """
    written = _read(path)
    if path == DEFAULT:
        return _converted(written, path)
    ours = _read(DEFAULT)
    _known(written, ours, path)
    policy = _converted(_over(ours, written), path)
    if len(set(policy.counters)) < len(policy.counters):
        raise UsageError("ANONYMISE-002", f"{path}:counters", detail="同一个字出现了两次")
    for key, word, why in wording.faults(spoken(policy)):
        raise UsageError("ANONYMISE-007", f"{path}:{key}", word=word, why=why)
    return policy


def _read(path: Path) -> dict[str, Any]:
    try:
        read = yaml.safe_load(path.read_text("utf-8"))
    except OSError:
        raise UsageError("ANONYMISE-001", str(path)) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _refused(path, error) from None
    if read is not None and not isinstance(read, dict):
        raise UsageError("ANONYMISE-002", str(path), detail="应为“项目: 值”的列表")
    return read or {}


def _refused(path: Path, error: Exception) -> UsageError:
    return UsageError("ANONYMISE-002", str(path), detail=" ".join(str(error).split()))


def _converted(written: dict[str, Any], path: Path) -> Policy:
    try:
        return msgspec.convert(written, Policy)
    except msgspec.ValidationError as error:
        raise _refused(path, error) from None


def _known(written: Mapping[str, Any], ours: Mapping[str, Any], path: Path, above: str = "") -> None:
    for key, value in written.items():
        if key not in ours:
            nearest = difflib.get_close_matches(str(key), [str(one) for one in ours], n=1, cutoff=0)
            raise UsageError("ANONYMISE-006", f"{path}:{above}{key}", nearest=above + nearest[0])
        if isinstance(ours[key], dict) and isinstance(value, dict):
            _known(value, ours[key], path, f"{key}.")


def _over(ours: Mapping[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """`ours` with what is written in its place; of `words` one by one."""
    return {
        key: _over(value, written[key])
        if isinstance(value, dict) and isinstance(written.get(key), dict)
        else written.get(key, value)
        for key, value in ours.items()
    }


def spoken(policy: Policy) -> Iterator[tuple[str, str]]:
    """Every word that may come to stand in a text, with its key."""
    yield from ((f"words.{kind}", word) for kind, word in policy.words.items())
    for key in ("labelled", "nameless", "minor", "firm", "firm_again"):
        yield key, getattr(policy, key)
    yield "person", "王" + policy.person
    yield "plate", "渝" + policy.plate
    yield from (("tails", policy.firm[:1] + tail) for tail in policy.tails)
    for letter in policy.counters:
        yield "counters", f"王{policy.person}{letter}"
        yield "counters", f"{policy.minor}{letter}"
