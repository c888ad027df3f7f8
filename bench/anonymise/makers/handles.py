"""Accounts of the net, with the label people write before them."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import load, one
from bench.anonymise.makers.phones import mobile
from bench.anonymise.makers.writing import COMMON, Way, cut, digits
from bench.anonymise.model import Piece, join, whole


def handle(rng: Random) -> str:
    made = (
        "".join(rng.sample(load("formats")["handles"]["words"], 2))
        + rng.choice(("", "_", "-"))
        + digits(rng, rng.randint(2, 6))
    )
    return made if rng.random() < 0.8 else f"wxid_{digits(rng, 3)}{''.join(rng.sample('abcdefghjkmnpq', 8))}"


def wechat(rng: Random) -> Piece:
    head = one(rng, "handles", "wechat_labels")
    if rng.random() < 0.2:
        return join(head, whole(mobile(rng), "SOCIAL", "微信·手机号"))
    return join(head, whole(handle(rng), "SOCIAL", "微信"))


_QQ_WAYS = (Way("分段", cut((3, 3), " ")), Way("横线", cut((3, 3), "-")), *COMMON)


def qq(rng: Random, mangled: bool = False) -> Piece:
    head = one(rng, "handles", "qq_labels")
    number = rng.choice("123456789") + digits(rng, rng.randint(6, 9))
    if not mangled:
        return join(head, whole(number, "SOCIAL", "QQ"))
    way = rng.choice(_QQ_WAYS)
    return join(head, whole(way.put(number, rng), "SOCIAL", f"QQ·{way.shape}", True))


def email(rng: Random) -> Piece:
    local = digits(rng, rng.randint(7, 10)) if rng.random() < 0.35 else handle(rng).replace("-", ".")
    return whole(f"{local}@{one(rng, 'handles', 'hosts')}", "EMAIL", "邮箱")


def email_mangled(rng: Random) -> Piece:
    text = email(rng).text
    local, _, host = text.partition("@")
    shape, made = rng.choice(
        (
            ("空格", f"{local} @ {host}"),
            ("全角", f"{local}＠{host}"),
            ("#代@", f"{local}#{host}"),
            ("at", f"{local}(at){host}"),
            ("大写", text.upper()),
            ("点空格", f"{local}@{host.replace('.', ' . ')}"),
            ("句号", f"{local}@{host.replace('.', '。')}"),
        )
    )
    return whole(made, "EMAIL", shape, True)


def url(rng: Random) -> Piece:
    made = one(rng, "handles", "sites").format(
        handle(rng) if rng.random() < 0.5 else digits(rng, rng.randint(8, 10))
    )
    return whole(rng.choice(("https://", "http://", "")) + made, "URL", "个人主页")
