"""Whole builds of a small site with a small theme."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from world import entries

from publish.checks.decode import readings
from publish.errors import PublishError
from publish.model.published import Directory, PublishedCase
from publish.settings import Settings
from publish.site import manifest, seal
from publish.site.content import ContentError
from publish.site.prose import ProseError
from publish.site.report import BuildReport
from publish.text.records import decode, encode, place_of

sys.path.insert(0, str(Path(__file__).parents[2]))
import fixtures_content

Run = Callable[[], BuildReport]
LONG_AGO = (1_000_000_000, 1_000_000_000)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def _age(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, LONG_AGO)


def _touched(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime != LONG_AGO[0]
    }


def _case_file(settings: Settings, index: int) -> Path:
    return sorted((settings.paths.content / "cases").rglob("*.json"))[index]


def test_a_second_build_writes_nothing_and_keeps_every_time(run: Run, settings: Settings) -> None:
    first = run()
    assert first.files == len(first.written) > 150
    before = _tree(settings.paths.output)
    _age(settings.paths.output)
    second = run()
    assert (second.written, second.removed, second.unchanged) == ((), (), first.files)
    assert _touched(settings.paths.output) == set()
    assert _tree(settings.paths.output) == before


def test_a_fresh_build_elsewhere_has_the_same_bytes(run: Run, settings: Settings, theme: Path) -> None:
    from publish.site.engine import build

    run()
    other = settings.paths.output.parent / "other"
    build(
        msgspec.structs.replace(settings, paths=msgspec.structs.replace(settings.paths, output=other)),
        theme=theme,
    )
    assert _tree(other) == _tree(settings.paths.output)


def test_the_manifest_tells_size_digest_and_sources_of_every_file(run: Run, settings: Settings) -> None:
    run()
    tree, held = _tree(settings.paths.output), entries(settings.paths.output)
    assert list(held) == sorted(tree)
    for entry in held.values():
        assert (entry.size, entry.sha256) == (
            len(tree[entry.path]), hashlib.sha256(tree[entry.path]).hexdigest(),
        )  # fmt: skip
        assert entry.sources


def test_what_is_no_longer_made_is_removed_with_its_folder(run: Run, settings: Settings) -> None:
    run()
    stray = settings.paths.output / "old" / "deep" / "page.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("x")
    (settings.paths.output / "cases" / "DC-2021-000001.html.gz").write_text("x")
    assert run().removed == ("cases/DC-2021-000001.html.gz", "old/deep/page.html")
    assert not (settings.paths.output / "old").exists()


def test_a_withdrawn_case_leaves_no_trace(run: Run, settings: Settings) -> None:
    path = _case_file(settings, 6)
    case = decode(PublishedCase, path.read_bytes())
    title = "独一无二的标题甲乙丙"
    path.write_bytes(encode(msgspec.structs.replace(case, title=title)))
    run()
    shown = [name for name, body in _tree(settings.paths.output).items() if _tells(title, name, body)]
    assert len(shown) > 5
    assert any(name.endswith(".parquet") for name in shown)
    path.unlink()
    run()
    for name, body in _tree(settings.paths.output).items():
        assert not _tells(title, name, body), name
        assert not _tells(case.number, name, body), name
        assert case.number not in name


def _tells(text: str, name: str, body: bytes) -> bool:
    """Whether a file holds the text, in its bytes or as its readers see it."""
    packed = name.endswith((".parquet", ".sqlite"))
    return text.encode() in body or (packed and any(text in found for found in readings(name, body)))


def test_a_new_case_leaves_old_pages_alone(run: Run, settings: Settings) -> None:
    run()
    _age(settings.paths.output)
    made = fixtures_content.cases(61)[-1]
    (settings.paths.content / place_of(made)).write_bytes(encode(made))
    run()
    touched = _touched(settings.paths.output)
    assert f"cases/{made.number}.html" in touched
    assert "columns/huisheng/index.html" in touched
    assert "columns/huisheng/page-1.html" not in touched
    assert not [name for name in touched if name.startswith("cases/DC-2021")]
    assert len(touched) <= 40


def test_a_later_clock_alone_changes_no_page(run: Run, settings: Settings) -> None:
    run()
    path = settings.paths.content / "directory.json"
    directory = decode(Directory, path.read_bytes())
    path.write_bytes(encode(msgspec.structs.replace(directory, now=directory.now.replace(hour=20))))
    assert run().written == ()


def test_hostile_text_is_shown_as_it_was_written(run: Run, settings: Settings) -> None:
    run()
    page = (settings.paths.output / "cases" / "DC-2021-000008.html").read_text("utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "{{ 7*7 }}" in page
    assert "<p>**这不是粗体** 与 _下划线_ 与 # 井号</p>" in page
    assert "[点我](javascript:alert(1))" in page
    assert "&amp;amp;" in page


def test_hostile_text_stays_text_in_every_list(run: Run, settings: Settings) -> None:
    run()
    for name, body in _tree(settings.paths.output).items():
        if not name.startswith(("data/", "search/text/")) and not name.endswith(".json"):  # no markup there
            assert b"<script" not in body, name
            assert b"<img src=x" not in body, name


@pytest.mark.parametrize("cut", [0, 1, 40, 200, 700])
def test_a_torn_record_is_named_and_nothing_is_written(run: Run, settings: Settings, cut: int) -> None:
    run()
    before = _tree(settings.paths.output)
    path = _case_file(settings, 3)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ContentError) as caught:
        run()
    assert [(issue.code, issue.place) for issue in caught.value.issues] == [
        ("SITE-001", path.relative_to(settings.paths.content).as_posix())
    ]
    assert _tree(settings.paths.output) == before


def test_every_bad_record_is_named_at_once(run: Run, settings: Settings) -> None:
    one, two, three = (_case_file(settings, index) for index in (1, 2, 3))
    one.write_bytes(b"\xff\xfe\x00")
    two.rename(two.with_name("DC-2021-999999.json"))
    case = decode(PublishedCase, three.read_bytes())
    three.write_bytes(encode(msgspec.structs.replace(case, column="nowhere")))
    with pytest.raises(ContentError) as caught:
        run()
    assert sorted(issue.code for issue in caught.value.issues) == ["SITE-001", "SITE-002", "SITE-003"]


def test_links_that_lead_nowhere_are_named_where_they_should_be_records(
    run: Run, settings: Settings, theme: Path
) -> None:
    run()
    before = _tree(settings.paths.output)
    (theme / "static" / "gone.css").symlink_to("nowhere.css")
    run()
    assert _tree(settings.paths.output) == before
    content = settings.paths.content
    for place in ("cases/2021/DC-2021-999999.json", "policies/gone.json"):
        (content / place).symlink_to("nowhere.json")
    with pytest.raises(ContentError) as caught:
        run()
    assert {(issue.code, issue.place) for issue in caught.value.issues} == {
        ("SITE-001", "cases/2021/DC-2021-999999.json"),
        ("SITE-001", "policies/gone.json"),
    }


def test_a_page_that_leads_nowhere_is_named(run: Run, settings: Settings) -> None:
    run()
    (settings.paths.prose / "pages" / "gone.md").symlink_to("nowhere.md")
    with pytest.raises(ProseError, match=r"gone\.md"):
        run()


def test_a_place_given_twice_is_refused(run: Run, settings: Settings) -> None:
    one, two = (_case_file(settings, index) for index in (1, 2))
    first, second = (decode(PublishedCase, path.read_bytes()) for path in (one, two))
    places = second.places | {"all": first.places["all"]}
    two.write_bytes(encode(msgspec.structs.replace(second, places=places)))
    with pytest.raises(ContentError) as caught:
        run()
    assert caught.value.issue.code == "SITE-005"


@pytest.mark.parametrize(
    "name", ["../x", "topic/../../x", "column/<b>", "month/2022-13", "nothing/x", "unit/"]
)
def test_a_name_that_could_leave_its_folder_is_refused(run: Run, settings: Settings, name: str) -> None:
    path = _case_file(settings, 1)
    case = decode(PublishedCase, path.read_bytes())
    path.write_bytes(encode(msgspec.structs.replace(case, places=case.places | {name: 1})))
    with pytest.raises(ContentError) as caught:
        run()
    assert {issue.code for issue in caught.value.issues} == {"SITE-004"}


def test_without_a_directory_there_is_nothing_to_build(run: Run, settings: Settings) -> None:
    (settings.paths.content / "directory.json").unlink()
    with pytest.raises(ContentError, match="SITE-006"):
        run()


def test_a_site_without_any_case_is_built(run: Run, settings: Settings) -> None:
    for path in settings.paths.content.rglob("*.json"):
        if path.name != "directory.json":
            path.unlink()
    run()
    assert (settings.paths.output / "districts" / "500101" / "index.html").is_file()
    assert not (settings.paths.output / "cases").exists()


def test_a_folder_with_other_peoples_files_is_not_swept(run: Run, settings: Settings) -> None:
    settings.paths.output.mkdir()
    (settings.paths.output / "thesis.doc").write_text("mine")
    with pytest.raises(PublishError, match="SITE-008"):
        run()
    assert (settings.paths.output / "thesis.doc").read_text() == "mine"


def test_half_written_files_and_compressed_twins_are_not_other_peoples(run: Run, settings: Settings) -> None:
    run()
    whole = _tree(settings.paths.output)
    manifest.place(settings.paths.output).unlink()
    for name in ("index.html.gz", "404.html.br", ".publish-tmp-index.html"):
        (settings.paths.output / name).write_bytes(b"x")
    run()
    assert _tree(settings.paths.output) == whole


def test_an_output_above_the_content_is_refused(settings: Settings, theme: Path) -> None:
    from publish.site.engine import build

    paths = msgspec.structs.replace(settings.paths, output=settings.paths.content.parent)
    with pytest.raises(PublishError, match="SITE-008"):
        build(msgspec.structs.replace(settings, paths=paths), theme=theme)


def test_what_a_killed_run_left_is_finished_by_the_next(run: Run, settings: Settings) -> None:
    run()
    whole = _tree(settings.paths.output)
    seal.take_off(settings.paths.output)
    (settings.paths.output / "index.html").unlink()
    (settings.paths.output / "cases" / ".publish-tmp-DC-2021-000001.html").write_bytes(b"<ti")
    run()
    assert _tree(settings.paths.output) == whole


def test_a_torn_manifest_is_not_trusted(run: Run, settings: Settings) -> None:
    run()
    place = manifest.place(settings.paths.output)
    place.write_bytes(place.read_bytes()[:100])
    run()
    assert list(entries(settings.paths.output)) == sorted(_tree(settings.paths.output))


def test_a_link_or_a_folder_in_the_way_of_a_file_gives_way(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    run()
    whole = _tree(settings.paths.output)
    outside = tmp_path / "outside.html"
    outside.write_text("untouched")
    index, robots = settings.paths.output / "index.html", settings.paths.output / "robots.txt"
    index.unlink()
    index.symlink_to(outside)
    robots.unlink()
    (robots / "deep").mkdir(parents=True)
    (robots / "deep" / "x").write_text("x")
    run()
    assert outside.read_text() == "untouched"
    assert _tree(settings.paths.output) == whole


def test_a_broken_template_is_named(run: Run, theme: Path) -> None:
    (theme / "templates" / "pages" / "case.html").write_text("{{ no_such_name }}", "utf-8")
    with pytest.raises(PublishError, match=r"SITE-010.*pages/case\.html"):
        run()


def test_a_broken_part_of_a_template_is_named_itself(run: Run, theme: Path) -> None:
    (theme / "templates" / "partials" / "foot.html").write_text("{% if %}", "utf-8")
    (theme / "templates" / "pages" / "case.html").write_text('{% include "partials/foot.html" %}', "utf-8")
    with pytest.raises(PublishError, match=r"SITE-010.*partials/foot\.html"):
        run()


def test_old_pages_carry_no_total(run: Run, settings: Settings) -> None:
    run()
    folder = settings.paths.output / "columns" / "huisheng"
    assert (folder / "index.html").read_text("utf-8").endswith("]40")
    assert (folder / "page-1.html").read_text("utf-8").endswith("[/columns/huisheng/page-2.html|None]None")


def test_prose_is_sanitised_and_a_bad_page_is_named(run: Run, settings: Settings) -> None:
    pages = settings.paths.prose / "pages"
    (pages / "extra.md").write_text("Title: 多\n\n<script>1</script>**好**", "utf-8")
    run()
    page = (settings.paths.output / "about" / "extra.html").read_text("utf-8")
    assert "<script" not in page
    assert "<strong>好</strong>" in page
    (pages / "no-title.md").write_text("正文", "utf-8")
    (pages / "gb.md").write_bytes("Title: 题\n\n文".encode("gb18030"))
    with pytest.raises(PublishError) as caught:
        run()
    assert [issue.place for issue in caught.value.issues] == ["pages/gb.md", "pages/no-title.md"]


def _why(settings: Settings, theme: Path, path: str) -> str:
    from publish.site.engine import build

    return "\n".join(build(settings, theme=theme, explain=path).reasons)


def test_the_build_says_why_a_file_was_made_or_not(settings: Settings, theme: Path) -> None:
    assert "没有上次的结果可用" in _why(settings, theme, "index.html")
    assert "没有重做，它用到的都没有变" in _why(settings, theme, "index.html")
    path = _case_file(settings, 6)
    case = decode(PublishedCase, path.read_bytes())
    path.write_bytes(encode(msgspec.structs.replace(case, title="改了题目")))
    said = _why(settings, theme, f"output/cases/{case.number}.html")
    assert "内容有变，已写出" in said
    assert f"有变：case:{case.number}" in said
    (settings.paths.output / "robots.txt").write_text("x")
    assert "被别人改过" in _why(settings, theme, "robots.txt")
    assert f"相近的有 cases/{case.number}.html" in _why(settings, theme, f"cases/{case.number}.htm")


def test_the_build_says_how_long_each_stage_took(run: Run) -> None:
    stages = dict(run().stages)
    assert list(stages) == ["上次的结果", "读入", "查看 output/", "列出要做的", "生成与写出", "清理与记录"]
    assert all(seconds >= 0 for seconds in stages.values())
