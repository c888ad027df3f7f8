"""publish.yml and users.yml of a demonstration."""

from __future__ import annotations

from pathlib import Path

import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
HEAD = "# 演示数据，事项与人物均为虚构。由 publish demo 写出；重新运行会覆盖。\n"
USERS = [
    {"name": "chen", "display": "陈审（初审）", "roles": ["first"]},
    {"name": "zhou", "display": "周核（复审）", "roles": ["second"]},
    {"name": "wu", "display": "吴签（终审）", "roles": ["final"]},
]
SITE = {
    "name": "回声",
    "url": "http://127.0.0.1:8000",
    "organiser": "重庆市“互联网+督查”平台（演示）",
    "contractor": "演示技术支持单位",
    "city": "重庆市",
    "id_code": "0000000000（样例）",
    "icp": "渝ICP备00000000号（样例）",
    "police": "渝公网安备00000000000000号（样例）",
    "party_mark": "https://party-mark.example.invalid/",
    "faults": "https://faults.example.invalid/",
    "phone": "00000000（样例）",
    "mail": "sample@example.invalid",
}
"""What no demonstration has is a sample, and says so; a production profile refuses it (SETTINGS-009)."""


def write(directory: Path) -> None:
    """Writes both files; a part that stands there already is replaced."""
    _write(directory / "publish.yml", _settings(directory))
    _write(directory / "users.yml", USERS)


def foreign(directory: Path) -> bool:
    """Whether the settings that stand there are an office's own, or nobody can say whose."""
    place = directory / "publish.yml"
    if not place.exists():
        return False
    try:
        found = yaml.safe_load(place.read_bytes())
    except (OSError, yaml.YAMLError):
        return True
    return not isinstance(found, dict) or found.get("profile") != "demonstration"


def _settings(directory: Path) -> dict[str, object]:
    return {
        "profile": "demonstration",
        "clock": "2022-07-28T18:00:00+08:00",
        "site": SITE,
        "store": {"url": "sqlite:///store.sqlite3"},
        "ledger": {"url": "sqlite:///ledger.sqlite3"},
        "paths": _paths(directory),
        "review": {
            "readers": ["first", "second", "final"],
            "decisions": "decisions.jsonl",
            "users": "users.yml",
            "sign_as": [str(user["name"]) for user in USERS],
        },
        "publication": {"dated_by": "disclosure"},
    }


def _paths(directory: Path) -> dict[str, str]:
    """Beside a checkout's pelican.conf.py the site lies in the checkout, else all lies in the directory."""
    if (directory.resolve().parent / "pelican.conf.py").is_file():
        return {
            "content": "../content", "prose": "../content", "output": "../output",
            "releases": "../releases", "quarantine": "quarantine",
        }  # fmt: skip
    return {
        "content": "content", "prose": str(CHECKOUT / "content"), "output": "output",
        "releases": "releases", "quarantine": "quarantine",
    }  # fmt: skip


def _write(path: Path, data: object) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    part.replace(path)
