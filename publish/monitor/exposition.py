"""The text format that Prometheus reads (text/plain; version=0.0.4).

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """A family: `samples` are (labels, value), each with other labels."""

    name: str
    help: str
    samples: tuple[tuple[Mapping[str, str], float], ...]
    kind: Literal["gauge", "counter"] = "gauge"


def text(metrics: Iterable[Metric]) -> str:
    """The whole file. A family without samples is left out."""
    return "".join(line for metric in metrics if metric.samples for line in _lines(metric))


def write(file: Path, metrics: Iterable[Metric]) -> None:
    """Put the file there whole, readable by the collector's account. The collector takes every *.prom of
    its folder, so the half-made one is not called so."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(text(metrics).encode())
        fresh.chmod(0o644)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _lines(metric: Metric) -> Iterator[str]:
    yield f"# HELP {metric.name} {_escape(metric.help)}\n"
    yield f"# TYPE {metric.name} {metric.kind}\n"
    for labels, value in metric.samples:
        yield f"{metric.name}{_labels(labels)} {_value(value)}\n"


def _labels(labels: Mapping[str, str]) -> str:
    pairs = ",".join(f'{name}="{_quoted(value)}"' for name, value in sorted(labels.items()))
    return f"{{{pairs}}}" if pairs else ""


def _value(value: float) -> str:
    if math.isnan(value) or math.isinf(value):
        return {math.inf: "+Inf", -math.inf: "-Inf"}.get(value, "NaN")
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _escape(given: str) -> str:
    return given.replace("\\", "\\\\").replace("\n", "\\n")


def _quoted(given: str) -> str:
    return _escape(given).replace('"', '\\"')
