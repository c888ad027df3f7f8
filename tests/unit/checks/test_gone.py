"""A withdrawn matter is looked for everywhere, in every form, and what others say too is no trace of it."""

from __future__ import annotations

import base64
import gzip
import html
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from publish.checks import gone
from publish.checks.gone import Place, Sought, Trace

NUMBER = "DC-2022-000123"
WORDS = '幸福里小区三栋的水管从去年冬天起一直在漏，"物业"说管不着'
COMMON = "感谢您对我们工作的关心与支持，欢迎继续监督"


def _sought(*others: Path) -> Sought:
    return Sought(NUMBER, gone.runs([WORDS, COMMON]), lambda pages: list(map(str, others)))


def _left(root: Path, files: dict[str, bytes], others: Iterable[Path] = (), **told: object) -> list[Trace]:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    thorough = bool(told.pop("thorough", False))
    return gone.traces(Place(root, **told), _sought(*others), thorough)[1]  # type: ignore[arg-type]


PIECE = WORDS[3:15]
FORMS = {
    "a.html": f"<p>{html.escape(WORDS)}</p>".encode(),
    "b.html": f"<p>说：{PIECE}。</p>".encode(),
    "c.json": json.dumps({"t": WORDS}).encode(),
    "d.json": json.dumps({"t": f"<p>{html.escape(WORDS)}</p>"}, ensure_ascii=False).encode(),
    "e.xml": f"<a>{html.escape(WORDS, quote=False)}</a>".encode(),
    "f.csv": f"1,{PIECE}\r\n".encode(),
    "g.html.gz": gzip.compress(f"<p>{PIECE}</p>".encode()),
}


@pytest.mark.parametrize("name", FORMS)
def test_words_are_found_in_every_form_they_are_published_in(tmp_path: Path, name: str) -> None:
    assert _left(tmp_path, {name: FORMS[name], "z.html": b"<p>x</p>"}) == [Trace(name, gone.WORDS)]


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<b>{char}</b>" for char in PIECE),
        "".join(f"&#{ord(char)};" for char in PIECE),
        " ".join(PIECE),
    ],
)
def test_the_thorough_search_reads_as_a_reader_would(tmp_path: Path, body: str) -> None:
    files = {"a.html": f"<p>{body}</p>".encode()}
    assert not _left(tmp_path, files)
    assert _left(tmp_path, files, thorough=True) == [Trace("a.html", gone.WORDS)]


def test_eleven_characters_are_no_trace(tmp_path: Path) -> None:
    assert not _left(tmp_path, {"a.html": WORDS[3:14].encode()})


def test_what_another_item_or_a_template_says_too_is_no_trace(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"result": COMMON}, ensure_ascii=False), "utf-8")
    files = {"a.html": COMMON.encode(), "b.html": f"{COMMON}{PIECE}".encode()}
    public = tmp_path / "public"
    assert _left(public, files) == [Trace("a.html", gone.WORDS), Trace("b.html", gone.WORDS)]
    assert _left(public, files, [other]) == [Trace("b.html", gone.WORDS)]


def test_the_number_may_stand_in_tombstones_alone(tmp_path: Path) -> None:
    files = {f"gone/{NUMBER}.html": NUMBER.encode(), "feeds/site.xml": f"<a>{NUMBER}</a>".encode()}
    left = _left(tmp_path, files, tombstone=lambda path: path.startswith("gone/"))
    assert left == [Trace("feeds/site.xml", gone.NUMBER)]


def test_words_may_stand_nowhere_not_even_in_a_tombstone(tmp_path: Path) -> None:
    left = _left(tmp_path, {f"gone/{NUMBER}.html": PIECE.encode()}, tombstone=lambda _: True)
    assert [each.kind for each in left] == [gone.WORDS]


def test_a_file_that_can_not_be_read_is_no_proof(tmp_path: Path) -> None:
    unreadable = {"a.bin": base64.b64encode(PIECE.encode())}
    assert _left(tmp_path, unreadable) == [Trace("a.bin", gone.UNREAD)]
    assert not _left(tmp_path, unreadable, raw=lambda _: True)


def test_a_twin_goes_by_its_file_and_is_searched_where_it_is_not_the_same(tmp_path: Path) -> None:
    clean, leaking = b"<p>x</p>", FORMS["b.html"]
    packed = gzip.compress
    assert not _left(tmp_path / "a", {"g.html": clean, "g.html.gz": packed(clean)}, twins=(".gz",))
    stale = _left(tmp_path / "b", {"g.html": clean, "g.html.gz": packed(leaking)}, twins=(".gz",))
    assert stale == [Trace("g.html.gz", gone.WORDS)]
    orphan = _left(tmp_path / "c", {"g.html.gz": packed(leaking)}, twins=(".gz",))
    assert orphan == stale


def test_what_changed_since_the_survey_is_searched_again_and_nothing_else(tmp_path: Path) -> None:
    root = tmp_path / "public"
    root.mkdir()
    for name, words in {"kept": PIECE, "gone": PIECE, "mended": PIECE, "spoilt": "x", "clean": "x"}.items():
        (root / f"{name}.html").write_text(words, "utf-8")
    survey = gone.survey(Place(root), _sought())
    (root / "gone.html").unlink()
    for name, words in {"mended": "x", "spoilt": PIECE, "new": PIECE}.items():
        (root / f"{name}.html").unlink(missing_ok=True)
        (root / f"{name}.html").write_text(words, "utf-8")
    traces = gone.traces(Place(root), _sought(), before=survey)[1]
    assert [each.path for each in traces] == ["kept.html", "new.html", "spoilt.html"]
    believed = gone.Survey(survey.stamps, {})
    assert [each.path for each in gone.traces(Place(root), _sought(), before=believed)[1]] == [
        "new.html",
        "spoilt.html",
    ]


def test_a_file_that_was_away_at_the_survey_and_came_back_as_it_was_is_searched(tmp_path: Path) -> None:
    """A release takes a segment of the search away and links the same files again."""
    for name, words in {"back.html": "x", "leaking.html": PIECE}.items():
        (tmp_path / name).write_text(words, "utf-8")
    (tmp_path / "odd.bin").write_bytes(base64.b64encode(PIECE.encode()))
    stamps = gone.survey(Place(tmp_path), _sought()).stamps
    away = gone.Survey(stamps, dict.fromkeys(("back.html", "leaking.html", "odd.bin", "lost.html")))
    assert gone.traces(Place(tmp_path), _sought(), before=away)[1] == [
        Trace("leaking.html", gone.WORDS),
        Trace("odd.bin", gone.UNREAD),
    ]


def test_a_twin_is_searched_again_where_its_file_changed(tmp_path: Path) -> None:
    place = Place(tmp_path, twins=(".gz",))
    (tmp_path / "a.html").write_text("x", "utf-8")
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PIECE.encode()))
    survey = gone.survey(place, _sought())
    (tmp_path / "a.html").write_text("xy", "utf-8")
    assert gone.traces(place, _sought(), before=survey)[1] == [Trace("a.html.gz", gone.WORDS)]


def test_many_files_are_searched_and_counted(tmp_path: Path) -> None:
    for at in range(1200):
        (tmp_path / f"{at}.html").write_text(PIECE if at == 777 else "x", "utf-8")
    assert gone.traces(Place(tmp_path), _sought()) == (1200, [Trace("777.html", gone.WORDS)])


def test_a_longer_number_is_another_one(tmp_path: Path) -> None:
    files = {
        "a.html": f"<p>{NUMBER}4</p>".encode(),
        "b.html": f"<p>{NUMBER}</p>".encode(),
        "c.txt": NUMBER.encode(),
    }
    assert [each.path for each in _left(tmp_path, files)] == ["b.html", "c.txt"]


def test_what_may_hold_the_words_as_well_is_asked_for_by_pages_that_do(tmp_path: Path) -> None:
    """A few pages that hold all the words between them, not all that hold some."""
    asked: list[str] = []
    wanted = Sought(NUMBER, gone.runs([COMMON]), lambda pages: asked.extend(pages) or [])
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.html").write_text(COMMON if name != "c" else "x", "utf-8")
    assert len(gone.traces(Place(tmp_path), wanted)[1]) == 2
    assert asked == ["a.html"]
