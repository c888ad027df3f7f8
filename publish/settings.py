"""One `publish.yml`, strict: an unknown key is an error that names the nearest known one.

Every path is relative to the file it stands in. `load()` finds the file: the argument, else
$PUBLISH_SETTINGS, else ./publish.yml, else ./demo/publish.yml.
"""

from __future__ import annotations

import difflib
import os
import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec
import yaml

from publish.errors import UsageError

FOOTER = ("id_code", "icp", "police", "party_mark", "faults", "phone", "mail")
"""What 《政府网站发展指引》 (国办发〔2017〕47号), annex 网页设计规范, wants at the foot of every page."""
SAMPLES = ("样例", ".invalid")
"""Stands in what a demonstration shows in place of a real entry; `.invalid` by RFC 2606."""
SEARCHED = ("publish.yml", "demo/publish.yml")


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every block of the settings."""


class Paths(Section, frozen=True, kw_only=True):
    """Where things lie. `prose` holds the handwritten pages/ and notices/, `audio` the recordings of
    programmes, `state` what the office's monitoring keeps of each verb's last run."""

    content: Path = Path("content")
    prose: Path = Path("content")
    output: Path = Path("output")
    releases: Path = Path("releases")
    quarantine: Path = Path("quarantine")
    audio: Path = Path("audio")
    state: Path = Path("state")


class Store(Section, frozen=True, kw_only=True):
    """The case store: SQLAlchemy URL (a relative SQLite path is relative to the file)."""

    url: str
    mapping: Path | None = None
    timeout_seconds: int = 30
    page_rows: int = 2000
    overlap_minutes: int = 60


class Ledger(Section, frozen=True, kw_only=True):
    """`terms`: encrypted file of always and never terms and evaluation lines; `key`: its key; `journal`:
    what was handed out and taken back since the last backup, for a restore."""

    url: str = "sqlite:///ledger.sqlite3"
    terms: Path = Path("ledger.terms")
    key: Path = Path("ledger.key")
    journal: Path = Path("ledger.journal")


class Review(Section, frozen=True, kw_only=True):
    """`readers`: the roles that must sign, in order. `shell`: who may act from a shell, by account of the
    operating system, as which user of the ledger.

    `idle_minutes` and `session_hours` end a session of the desk, `hold_minutes` the hold on a matter;
    `failures` wrong passwords lock a name for `lock_minutes`; `blind_percent` of the matters are read once
    more by somebody who does not see what was masked.

    `decisions`, `users` and `sign_as` (users by role, in order) settle and sign a demonstration;
    a production profile refuses them.
    """

    readers: tuple[Literal["first", "second", "final"], ...] = ("first", "second", "final")
    decisions: Path | None = None
    users: Path | None = None
    sign_as: tuple[str, ...] = ()
    shell: dict[str, str] = {}
    idle_minutes: Annotated[int, msgspec.Meta(ge=1)] = 30
    session_hours: Annotated[int, msgspec.Meta(ge=1)] = 12
    hold_minutes: Annotated[int, msgspec.Meta(ge=1)] = 20
    failures: Annotated[int, msgspec.Meta(ge=1)] = 5
    lock_minutes: Annotated[int, msgspec.Meta(ge=1)] = 15
    password_length: Annotated[int, msgspec.Meta(ge=8)] = 12
    blind_percent: Annotated[float, msgspec.Meta(ge=0, le=100)] = 5


class Desk(Section, frozen=True, kw_only=True):
    """Where `publish review` listens. Beyond this machine only with `certificate` and `key` (PEM files), or
    behind `proxy`, the address of the one machine that is answered; `names` are the hosts it answers to."""

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8011
    names: tuple[str, ...] = ()
    proxy: str | None = None
    certificate: Path | None = None
    key: Path | None = None


class Privacy(Section, frozen=True, kw_only=True):
    """`k`: how many matters of the store must share what is shown of one by region, topic, time and
    kind of applicant; with fewer it is generalised. At least 2."""

    k: Annotated[int, msgspec.Meta(ge=2)] = 5


class Publication(Section, frozen=True, kw_only=True):
    """`dated_by`: a matter's first publication is dated by the run, or by the store's approval
    (for taking over what was public before)."""

    dated_by: Literal["run", "disclosure"] = "run"


class Proof(Section, frozen=True, kw_only=True):
    """`keys`: the folder of the signing keys (`publish keys`), for its owner alone and outside git."""

    keys: Path = Path("keys")


class Radio(Section, frozen=True, kw_only=True):
    """`plans`: the folder of episodes planned here; `pace`: how fast the hosts read, as
    `publish radio calibrate` found."""

    plans: Path = Path("plans")
    pace: Path = Path("pace.yml")


class Statistics(Section, frozen=True, kw_only=True):
    """`business_topics`: topics of the first level that are the business environment (营商环境)."""

    business_topics: tuple[str, ...] = ("营商环境",)


class Calendar(Section, frozen=True, kw_only=True):
    """Working days beyond the tables of chinesecalendar: year → its days off and days made up."""

    days_off: tuple[date, ...] = ()
    made_up: tuple[date, ...] = ()
    years: tuple[int, ...] = ()


class LocalTarget(Section, frozen=True, kw_only=True, tag_field="kind", tag="local"):
    """Another directory of releases on this machine (a mounted disk): `<path>/<release>/`, `current`."""

    path: Path
    keep: Annotated[int, msgspec.Meta(ge=1)] = 3


class RsyncTarget(Section, frozen=True, kw_only=True, tag_field="kind", tag="rsync"):
    """A directory of releases on another machine, by rsync over ssh. `host` as ssh takes it (`user@host`);
    keys and known hosts are ssh's own, `config` an ssh_config of their own."""

    host: str
    path: str
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] | None = None
    config: Path | None = None
    keep: Annotated[int, msgspec.Meta(ge=1)] = 3
    timeout_seconds: Annotated[int, msgspec.Meta(ge=1)] = 60


class S3Target(Section, frozen=True, kw_only=True, tag_field="kind", tag="s3"):
    """A bucket of an S3-compatible store. Whose it is comes from the environment or `profile`, never from
    here. `layout`: the site lies in place, or each release has a prefix of its own (of which `keep` stay)
    and `current.txt` names the public one, for a front that follows it. `max_age`: seconds a page may be
    kept by who fetched it."""

    bucket: str
    prefix: str = ""
    layout: Literal["place", "prefix"] = "place"
    keep: Annotated[int, msgspec.Meta(ge=1)] = 2
    endpoint: str | None = None
    region: str | None = None
    profile: str | None = None
    max_age: Annotated[int, msgspec.Meta(ge=0)] = 60
    timeout_seconds: Annotated[int, msgspec.Meta(ge=1)] = 30
    retries: Annotated[int, msgspec.Meta(ge=0)] = 4
    at_once: Annotated[int, msgspec.Meta(ge=1, le=64)] = 8


Target = LocalTarget | RsyncTarget | S3Target


class Purge(Section, frozen=True, kw_only=True):
    """What a cache in front of the site must forget: `list` is written at each release, one address a line;
    `hook`, a program and its arguments, is called with the list's path behind them."""

    list: Path = Path("purge.txt")
    hook: tuple[str, ...] = ()
    timeout_seconds: Annotated[int, msgspec.Meta(ge=1)] = 60


class Release(Section, frozen=True, kw_only=True):
    """`keep`: how many releases are kept, the public one among them; `targets`: where else each goes, by
    name. `public`: where readers get the site; `withdraw --now` looks there, too."""

    keep: Annotated[int, msgspec.Meta(ge=1)] = 3
    targets: dict[str, Target] = {}
    public: str | None = None
    purge: Purge = Purge()


class Logging(Section, frozen=True, kw_only=True):
    """Where each verb leaves a line of JSON: nowhere, on stderr (journald takes it from there), or in `file`.
    The file is put aside when it holds `megabytes` or its first line is `days` old; `kept` of them stay."""

    to: Literal["none", "stderr", "file"] = "none"
    file: Path = Path("log/publish.jsonl")
    megabytes: Annotated[float, msgspec.Meta(gt=0)] = 10
    days: Annotated[int, msgspec.Meta(ge=1)] = 7
    kept: Annotated[int, msgspec.Meta(ge=1)] = 8


class Metrics(Section, frozen=True, kw_only=True):
    """`file`: a *.prom file in the folder of node_exporter's textfile collector; None: none is written."""

    file: Path | None = None


class Watch(Section, frozen=True, kw_only=True):
    """`publish watch` goes round every `minutes`; with `release` it also makes public what was signed."""

    minutes: Annotated[int, msgspec.Meta(ge=1)] = 60
    release: bool = False


class Duty(Section, frozen=True, kw_only=True):
    """The office's clocks: working days to answer a request for removal, days its words are kept after the
    answer, working days in which a second officer confirms an urgent withdrawal, days within which a
    backup and a release of what is decided are expected, and for how many days a key signs."""

    takedown_workdays: Annotated[int, msgspec.Meta(ge=1)] = 5
    takedown_days_kept: Annotated[int, msgspec.Meta(ge=0)] = 90
    confirm_workdays: Annotated[int, msgspec.Meta(ge=1)] = 1
    backup_days: Annotated[int, msgspec.Meta(ge=1)] = 2
    release_days: Annotated[int, msgspec.Meta(ge=1)] = 3
    key_days: Annotated[int, msgspec.Meta(ge=1)] = 730


class Site(Section, frozen=True, kw_only=True):
    """What the site says of itself; the government page labels and the footer come from here."""

    name: str
    url: str
    organiser: str
    contractor: str | None = None
    id_code: str | None = None  # 网站标识码
    icp: str | None = None  # ICP 备案号
    police: str | None = None  # 公安备案号
    party_mark: str | None = None  # 党政机关网站标识: address of the site's entry
    faults: str | None = None  # 「我为政府网站找错」: address of the site's entry
    address: str | None = None  # 联系地址
    phone: str | None = None  # 「这里有我的信息」
    mail: str | None = None
    city: str = "重庆市"
    base: str = "/"  # path of the site below its host


class Licence(Section, frozen=True, kw_only=True):
    """Under what the open data may be used: its SPDX name, its title, and where it can be read. Default: with
    the source named, for every purpose."""

    name: str = "CC-BY-4.0"
    title: str = "知识共享署名 4.0 国际许可协议"
    url: str = "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"


class OpenData(Section, frozen=True, kw_only=True):
    """`licence`: under which the data are given away."""

    licence: Licence = Licence()


class Security(Section, frozen=True, kw_only=True):
    """Who is told of a hole in the site (/.well-known/security.txt, RFC 9116): `contact`, a https: or mailto:
    address (else the site's mail), and `policy`, the address of a page about it."""

    contact: str | None = None
    policy: str | None = None


class Settings(Section, frozen=True, kw_only=True):
    """The whole of publish.yml; `file` is where it was read from."""

    site: Site
    store: Store
    profile: Literal["demonstration", "production"] = "production"
    paths: Paths = Paths()
    ledger: Ledger = Ledger()
    review: Review = Review()
    desk: Desk = Desk()
    privacy: Privacy = Privacy()
    publication: Publication = Publication()
    proof: Proof = Proof()
    radio: Radio = Radio()
    calendar: Calendar = Calendar()
    statistics: Statistics = Statistics()
    release: Release = Release()
    logging: Logging = Logging()
    metrics: Metrics = Metrics()
    watch: Watch = Watch()
    duty: Duty = Duty()
    open_data: OpenData = OpenData()
    security: Security = Security()
    clock: datetime | None = None
    workers: int | None = None
    file: Path = Path("publish.yml")


def find(given: str | Path | None = None) -> Path:
    """The settings file to use; raises `UsageError` SETTINGS-001 when there is none."""
    named = given or os.environ.get("PUBLISH_SETTINGS")
    candidates = [Path(named)] if named else [Path(name) for name in SEARCHED]
    for path in candidates:
        if path.is_file():
            return path
    raise UsageError("SETTINGS-001", str(candidates[0]))


def load(given: str | Path | None = None) -> Settings:
    """Read and check the settings. Raises `UsageError` with the place inside the file."""
    path = find(given)
    try:
        raw = yaml.safe_load(path.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError("SETTINGS-002", _yaml_place(path, error)) from None
    if not isinstance(raw, dict):
        raise UsageError("SETTINGS-002", str(path))
    raw.pop("file", None)
    try:
        settings = msgspec.convert(raw, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise _explained(path, str(error)) from None
    settings = _rooted(settings, path.resolve())
    _check(settings, path)
    return settings


def _path(kind: type, value: object) -> Path:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError


KINDS = {"int": "整数", "str": "文字", "bool": "true 或 false", "array": "一列", "object": "一组“名称: 值”",
         "float": "数", "null": "空值", "datetime": "时间", "date": "日期"}  # fmt: skip
COMPLAINTS = (
    (r"Object missing required field `(.+)`", "缺少 {0}"),
    (r"Expected `([a-z]+)(?: \|[^`]*)?`, got `(.+)`", "应是{0}，写的是{1}"),
    (r"Expected `int` >= (.+)", "要不小于 {0}"),
    (r"Expected `int` <= (.+)", "要不大于 {0}"),
    (r"Invalid enum value (.+)", "没有 {0} 这个选择"),
    (r"Invalid RFC3339 encoded datetime", "时间要写成 2026-12-01T09:00:00+08:00 这样"),
    (r"Expected `(?:str|array|object)` of length >= (.+)", "不能少于 {0} 个"),
    (r"Expected `str` matching regex .*", "写法不对"),
)
"""What msgspec says of a wrong value → what a person reads."""


def _yaml_place(path: Path, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{path}:{mark.line + 1}" if mark else str(path)


def _explained(path: Path, message: str) -> UsageError:
    unknown = re.search(r"unknown field `([^`]+)`(?: - at `\$\.?([^`]*)`)?", message)
    if unknown:
        key, where = unknown[1], unknown[2] or ""
        nearest = difflib.get_close_matches(key, _known(where), n=1, cutoff=0)
        place = f"{path}: {where + '.' if where else ''}{key}"
        return UsageError("SETTINGS-003", place, nearest=nearest[0] if nearest else "-")
    where = re.search(r" - at `\$\.?([^`]+)`", message)
    place = f"{path}: {where[1]}" if where else str(path)
    return UsageError("SETTINGS-004", place, detail=_chinese(message.partition(" - at `$")[0]))


def _chinese(message: str) -> str:
    """What msgspec complains of; a message it has not yet had stays as it is."""
    for pattern, words in COMPLAINTS:
        if found := re.match(pattern, message):
            return words.format(*(KINDS.get(one, one) for one in found.groups()))
    return message


def _known(where: str) -> list[str]:
    struct: type[msgspec.Struct] = Settings
    for part in filter(None, where.split(".")):
        if part.startswith("targets["):
            return [name for kind in get_args(Target) for name in kind.__struct_fields__]
        field = next((f for f in msgspec.structs.fields(struct) if f.name == part), None)
        if field is None or not isinstance(field.type, type) or not issubclass(field.type, Section):
            break
        struct = field.type
    return [field.name for field in msgspec.structs.fields(struct) if field.name != "file"]


def _rooted(settings: Settings, path: Path) -> Settings:
    here = path.parent
    at = {name: here / getattr(settings.paths, name) for name in Paths.__struct_fields__}
    store, review, desk = settings.store, settings.review, settings.desk
    users, decisions = review.users and here / review.users, review.decisions and here / review.decisions
    return msgspec.structs.replace(
        settings,
        file=path,
        paths=Paths(**{name: Path(os.path.normpath(value)) for name, value in at.items()}),
        store=msgspec.structs.replace(
            store, url=_rooted_url(store.url, here), mapping=store.mapping and here / store.mapping
        ),
        ledger=_rooted_ledger(settings.ledger, here),
        radio=Radio(plans=here / settings.radio.plans, pace=here / settings.radio.pace),
        proof=Proof(keys=Path(os.path.normpath(here / settings.proof.keys))),
        review=msgspec.structs.replace(review, users=users, decisions=decisions),
        desk=msgspec.structs.replace(
            desk, certificate=desk.certificate and here / desk.certificate, key=desk.key and here / desk.key
        ),
        release=_rooted_release(settings.release, here),
        logging=msgspec.structs.replace(settings.logging, file=here / settings.logging.file),
        metrics=Metrics(file=settings.metrics.file and here / settings.metrics.file),
    )


def _rooted_release(release: Release, here: Path) -> Release:
    purge = msgspec.structs.replace(release.purge, list=here / release.purge.list)
    targets = {name: _rooted_target(target, here) for name, target in release.targets.items()}
    return msgspec.structs.replace(release, purge=purge, targets=targets)


def _rooted_target(target: Target, here: Path) -> Target:
    if isinstance(target, LocalTarget):
        return msgspec.structs.replace(target, path=here / target.path)
    if isinstance(target, RsyncTarget) and target.config:
        return msgspec.structs.replace(target, config=here / target.config)
    return target


def _rooted_ledger(ledger: Ledger, here: Path) -> Ledger:
    files = {name: here / getattr(ledger, name) for name in ("terms", "key", "journal")}
    return Ledger(url=_rooted_url(ledger.url, here), **files)


def _rooted_url(url: str, here: Path) -> str:
    relative = re.fullmatch(r"(sqlite(?:\+\w+)?:///)(?!/)(.+)", url)
    return f"{relative[1]}{os.path.normpath(here / relative[2])}" if relative else url


def _check(settings: Settings, path: Path) -> None:
    if settings.clock and settings.clock.tzinfo is None:
        raise UsageError("SETTINGS-005", f"{path}: clock")
    if settings.profile == "production":
        _check_production(settings, path)


def _check_production(settings: Settings, path: Path) -> None:
    review = settings.review
    if review.decisions or review.sign_as or review.users:
        raise UsageError("SETTINGS-006", f"{path}: review")
    _check_footer(settings.site, path)


def _check_footer(site: Site, path: Path) -> None:
    """Refuse a footer with a gap, a sample of the demonstration's, or what is no address."""
    missing = [key for key in FOOTER if not getattr(site, key)]
    if missing:
        raise UsageError("SETTINGS-007", f"{path}: site.{missing[0]}", missing="、".join(missing))
    for key in (*FOOTER, "organiser", "contractor", "address"):
        given = getattr(site, key) or ""
        if any(sample in given for sample in SAMPLES):
            raise UsageError("SETTINGS-009", f"{path}: site.{key}", sample=given)
    for key in ("party_mark", "faults"):
        if not getattr(site, key).startswith(("https://", "http://")):
            raise UsageError("SETTINGS-010", f"{path}: site.{key}", given=getattr(site, key))
