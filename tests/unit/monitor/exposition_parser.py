"""A strict reader of the Prometheus text format, written from its description and not from our writer.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details
"""

from __future__ import annotations

import re

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r"[a-zA-Z_][a-zA-Z0-9_]*"
HELP = re.compile(rf"# HELP ({NAME}) (.*)")
TYPE = re.compile(rf"# TYPE ({NAME}) (counter|gauge|histogram|summary|untyped)")
SAMPLE = re.compile(rf"({NAME})(?:\{{(.*)\}})? (\S+)(?: (-?\d+))?")
PAIR = re.compile(rf'({LABEL})="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)')
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def parse(data: bytes) -> Samples:
    """Every sample. Raises `ValueError` at the first thing the format does not allow."""
    text = data.decode("utf-8")
    if not text.endswith("\n"):
        raise ValueError("the last line has no end")
    found: Samples = {}
    typed: dict[str, str] = {}
    helped: set[str] = set()
    done: list[str] = []
    for line in text[:-1].split("\n"):
        if match := HELP.fullmatch(line):
            _new(match[1], helped)
            _unescaped(match[2])
        elif match := TYPE.fullmatch(line):
            _new(match[1], typed)
            typed[match[1]] = match[2]
        elif match := SAMPLE.fullmatch(line):
            _sample(match, typed, done, found)
        else:
            raise ValueError(f"no such line: {line!r}")
    return found


def _new(name: str, known: set[str] | dict[str, str]) -> None:
    if name in known:
        raise ValueError(f"twice: {name}")
    if isinstance(known, set):
        known.add(name)


def _sample(match: re.Match[str], typed: dict[str, str], done: list[str], found: Samples) -> None:
    name = match[1]
    if name not in typed:
        raise ValueError(f"no TYPE before {name}")
    if name in done[:-1] or (done and done[-1] != name and name in done):
        raise ValueError(f"not in one group: {name}")
    if not done or done[-1] != name:
        done.append(name)
    key = name, frozenset(_labels(match[2] or ""))
    if key in found:
        raise ValueError(f"twice: {key}")
    found[key] = float(match[3].replace("Inf", "inf"))


def _labels(text: str) -> list[tuple[str, str]]:
    pairs, at = [], 0
    while at < len(text):
        match = PAIR.match(text, at)
        if not match:
            raise ValueError(f"labels: {text!r}")
        pairs.append((match[1], _unescaped(match[2])))
        at = match.end()
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError(f"a label twice: {text!r}")
    return pairs


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), text)
