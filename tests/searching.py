"""The search as a browser does it: the theme's own module in Node, on the files of a site; and what it ought
to find, told by the records."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

import msgspec

from publish.model.published import PublishedCase
from publish.text.records import decode

MODULE = Path(__file__).parents[1] / "theme/static/js/search-index.js"
PROGRAM = """
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
const [module, root] = process.argv.slice(1);
const { fold, Hunt, Index } = await import(module);
const index = new Index(path => readFile(`${root}/${path}`));
for await (const line of createInterface({ input: process.stdin })) {
  const { q, only, fold: text } = JSON.parse(line);
  if (text !== undefined) { console.log(JSON.stringify(fold(text))); continue; }
  const hunt = new Hunt(index, q, only), numbers = [];
  if (hunt.empty || hunt.short) { console.log(JSON.stringify({ short: true })); continue; }
  await hunt.begin();
  for (let page = 0, some = null; !some || some.length === 10; page += 1) {
    some = (await hunt.results(page * 10, page * 10 + 10)).map(each => each.number);
    numbers.push(...some);
  }
  const counts = {};
  for (const [name, each] of Object.entries(await hunt.counts())) counts[name] = [...each];
  console.log(JSON.stringify({ numbers, total: hunt.total, exact: hunt.exact, counts }));
}
"""


def missing() -> str:
    """What these tests need and this machine lacks; empty where nothing is."""
    return "" if shutil.which("node") else "没有 Node：搜索的测试跳过"


class Found(msgspec.Struct, frozen=True):
    """What was found on all pages, in order; `short`: too little was asked."""

    numbers: list[str] = []
    total: int = 0
    exact: bool = True
    counts: dict[str, list[tuple[str, int]]] = {}
    short: bool = False


def _answers(output: Path, questions: Iterable[object]) -> list[str]:
    command = ["node", "--input-type=module", "-e", PROGRAM, "--", str(MODULE), str(output)]
    lines = "\n".join(json.dumps(each) for each in questions) + "\n"
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def found(output: Path, questions: Iterable[str], only: Mapping[str, str] | None = None) -> list[Found]:
    """What the module finds on all pages of results."""
    asked = ({"q": each, "only": dict(only or {})} for each in questions)
    return [msgspec.json.decode(line, type=Found) for line in _answers(output, asked)]


def folded(output: Path, texts: Iterable[str]) -> list[str]:
    """Texts as the module levels them."""
    return [json.loads(line) for line in _answers(output, ({"fold": each} for each in texts))]


# --- what it ought to find --------------------------------------------------------------------------


def cases(content: Path) -> list[PublishedCase]:
    """All records, newest place first."""
    found = (decode(PublishedCase, path.read_bytes()) for path in (content / "cases").rglob("*.json"))
    return sorted(found, key=lambda case: -case.places["all"])


def level(text: str) -> str:
    """As a visitor sees two texts alike: full width and half width, capitals and small letters."""
    signs = str.maketrans("“”‘’—–", "\"\"''--")
    return "".join(map(_plain, text.translate(signs))).lower()


def _plain(sign: str) -> str:
    if sign.isspace():
        return " "
    return unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign


def fields(case: PublishedCase) -> list[str]:
    """The title, then every other text that its page shows."""
    texts = (case.title, case.appeal, case.summary, case.result, case.comment)
    return [text for text in (*texts, *(step.note for step in case.timeline)) if text]


class Known:
    """All records, levelled once."""

    def __init__(self, held: Sequence[PublishedCase]) -> None:
        self._held = [(case.number, *map(level, fields(case))) for case in held]

    def expected(self, question: str) -> list[str]:
        """Every case in which each word stands, those with most words in the title first, then the newest."""
        words = level(question).split()
        hits = [(sum(word in title for word in words), number) for number, title, *texts in self._held
                if all(any(word in text for text in (title, *texts)) for word in words)]  # fmt: skip
        return [number for _, number in sorted(hits, key=lambda hit: -hit[0])]


def samples(held: Sequence[PublishedCase], count: int, seed: int) -> list[str]:
    """Stretches of 2 to 8 characters of any field, each as likely as another."""
    dice, found = Random(seed), list[str]()
    while len(found) < count:
        text, length = dice.choice(fields(dice.choice(held))), dice.randint(2, 8)
        at = dice.randrange(max(1, len(text) - length + 1))
        stretch = text[at : at + length]
        if any(len(word) > 1 for word in level(stretch).split()):
            found.append(stretch)
    return found
