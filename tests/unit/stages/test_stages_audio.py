"""Putting in a recording, and its going when a matter does."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from publish.errors import PublishError
from publish.model.published import PublishedEpisode
from publish.radio import recording
from publish.settings import Settings, load
from publish.stages import audio as stage
from publish.text.records import decode
from tests import fixtures_content

replace = msgspec.structs.replace
FRAME = b"\xff\xfb\x90\0" + bytes(413)
"""One silent frame of MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 1152 samples."""
NAME = "zhouwu/4"


def mp3(path: Path, seconds: float = 60.0, first: bytes = b"") -> Path:
    path.write_bytes(first + FRAME * round(seconds * 44100 / 1152))
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    fixtures_content.write(tmp_path, fixtures_content.records(30))
    return load(tmp_path / "publish.yml")


@pytest.fixture(params=["ffprobe", "tinytag alone"])
def programs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With whatever of ffmpeg is installed, and without it."""
    if request.param == "tinytag alone":
        monkeypatch.setattr(recording.shutil, "which", lambda _: None)


def episode(settings: Settings) -> PublishedEpisode:
    return decode(PublishedEpisode, (settings.paths.content / f"episodes/{NAME}.json").read_bytes())


def files(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.paths.audio.rglob("*") if path.is_file())


@pytest.mark.usefixtures("programs")
class TestProbe:
    def test_the_length_of_a_recording_is_told_to_the_second(self, tmp_path: Path) -> None:
        found = recording.probe(mp3(tmp_path / "a.mp3", 61.0))
        assert (found.seconds, found.suffix) == (61, ".mp3")
        assert found.bytes == (tmp_path / "a.mp3").stat().st_size

    @pytest.mark.parametrize(
        ("name", "held", "code"),
        [
            ("text.mp3", "这只是一篇文字。\n".encode() * 400, "AUDIO-003"),
            ("ascii.mp3", b"just words\n" * 4000, "AUDIO-003"),
            ("empty.mp3", b"", "AUDIO-003"),
            ("tag.mp3", b"ID3\4\0\0\0\0\0\0" + b"words " * 900, "AUDIO-003"),
            ("short.mp3", FRAME * 9, "AUDIO-003"),
            ("mp3.m4a", FRAME * 900, "AUDIO-003"),
            ("page.ogg", b"OggS" + b"words " * 900, "AUDIO-003"),
            ("speech.wav", b"RIFF", "AUDIO-002"),
            ("speech", FRAME * 900, "AUDIO-002"),
        ],
    )
    def test_what_is_no_recording_is_refused_in_one_line(
        self, tmp_path: Path, name: str, held: bytes, code: str
    ) -> None:
        (tmp_path / name).write_bytes(held)
        with pytest.raises(PublishError, match=code) as caught:
            recording.probe(tmp_path / name)
        assert "\n" not in str(caught.value)

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(PublishError, match="AUDIO-001"):
            recording.probe(tmp_path / "not.mp3")


def test_loudness_is_that_of_the_standards_own_tone(tmp_path: Path) -> None:
    """EBU Tech 3341: a 1 kHz stereo sine of -23 dBFS has -23 LUFS."""
    if not recording.shutil.which("ffmpeg"):
        pytest.skip("没有 ffmpeg：响度测试跳过")
    tone = tmp_path / "tone.m4a"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=frequency=1000:sample_rate=48000:duration=20",
         "-af", "volume=-4.95dB,pan=stereo|c0=c0|c1=c0", "-c:a", "aac", "-b:a", "256k", str(tone)],
        check=True,
    )  # fmt: skip
    found = recording.probe(tone)
    assert found.seconds == 20
    assert found.loudness == pytest.approx(-23.0, abs=0.3)


def test_the_record_gets_the_recording_and_the_rundowns_chapters(settings: Settings, tmp_path: Path) -> None:
    report = stage.audio(settings, NAME, mp3(tmp_path / "x.mp3"))
    told = episode(settings)
    assert told.audio_file is not None
    assert told.audio_file.startswith("zhouwu/4-")
    assert (told.audio_seconds, told.audio_bytes) == (60, (tmp_path / "x.mp3").stat().st_size)
    assert told.chapters[0].start == 0
    assert all(chapter.start < 60 for chapter in told.chapters)
    assert files(settings) == [Path(told.audio_file).name, "4.json"]
    assert report.counts == {"bytes": told.audio_bytes}


def test_chapters_may_be_given_line_by_line(settings: Settings, tmp_path: Path) -> None:
    number = episode(settings).cases[0]
    lines = tmp_path / "c.txt"
    lines.write_text(f"00:00 开场\n\n0:00:20 {number}\n00:59 结束 <b>\n61:00 太晚", "utf-8")
    stage.audio(settings, NAME, mp3(tmp_path / "x.mp3"), lines)
    told = [(one.start, one.title, one.case) for one in episode(settings).chapters]
    assert told == [(0, "开场", None), (20, None, number), (59, "结束 <b>", None)]
    lines.write_text("开场", "utf-8")
    with pytest.raises(PublishError, match=r"AUDIO-007.*c\.txt:1"):
        stage.audio(settings, NAME, mp3(tmp_path / "x.mp3"), lines)


def test_another_recording_takes_the_place_of_the_first_under_another_name(
    settings: Settings, tmp_path: Path
) -> None:
    stage.audio(settings, NAME, mp3(tmp_path / "x.mp3"))
    first = episode(settings).audio_file
    stage.audio(settings, NAME, mp3(tmp_path / "x.mp3", 70))
    second = episode(settings).audio_file
    assert first != second
    assert files(settings) == [Path(second or "").name, "4.json"]


Told = Callable[..., PublishedEpisode]


def test_a_recording_goes_with_a_matter_it_tells_of_and_is_kept_nowhere(
    settings: Settings, tmp_path: Path
) -> None:
    stage.audio(settings, NAME, mp3(tmp_path / "x.mp3"))
    recordings = stage.Recordings(settings.paths.audio)
    whole = episode(settings)
    left = replace(whole, cases=whole.cases[1:])
    told = recordings.told(left, gone=True)
    assert (told.audio_file, told.audio_url, told.chapters, told.audio_off) == (None, None, (), True)
    assert files(settings) == ["4.json"]
    assert whole.cases[0] not in (settings.paths.audio / "zhouwu/4.json").read_text("utf-8")
    assert recordings.told(whole, gone=False).audio_file is None  # back in the episode: still none


def test_the_same_recording_is_not_put_back_and_a_new_one_is_heard(
    settings: Settings, tmp_path: Path
) -> None:
    stage.audio(settings, NAME, mp3(tmp_path / "x.mp3"))
    recordings, whole = stage.Recordings(settings.paths.audio), episode(settings)
    left = replace(whole, cases=whole.cases[1:], audio_file=None)
    (settings.paths.content / f"episodes/{NAME}.json").write_bytes(
        stage.encode(recordings.told(left, gone=True))
    )
    with pytest.raises(PublishError, match="AUDIO-004"):
        stage.audio(settings, NAME, tmp_path / "x.mp3")
    stage.audio(settings, NAME, mp3(tmp_path / "cut.mp3", 50))
    told = recordings.told(left, gone=True)
    assert told.audio_file is not None
    assert not told.audio_off


def test_what_the_store_knows_of_a_recording_and_a_transcript_goes_too(
    settings: Settings, tmp_path: Path
) -> None:
    there = replace(
        episode(settings), audio_url="https://a.example/4.mp3", audio_bytes=9, audio_seconds=9,
        transcript_url="https://a.example/4.srt",
    )  # fmt: skip
    recordings = stage.Recordings(settings.paths.audio)
    assert recordings.told(there, gone=False) == there
    told = recordings.told(there, gone=True)
    assert (told.audio_url, told.audio_bytes, told.transcript_url, told.audio_off) == (None, None, None, True)
    assert not recordings.told(episode(settings), gone=True).audio_off  # there was none


def test_a_recording_may_be_removed_by_hand(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="AUDIO-005"):
        stage.remove(settings, NAME)
    stage.audio(settings, NAME, mp3(tmp_path / "x.mp3"))
    stage.remove(settings, NAME)
    assert files(settings) == ["4.json"]
    assert episode(settings).audio_file is None
