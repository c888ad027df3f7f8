"""What is public and must stay, each sort by itself."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import load
from bench.anonymise.makers.doors import han
from bench.anonymise.makers.phones import landline
from bench.anonymise.makers.writing import digits
from bench.anonymise.model import Piece, join, whole


def hotline(rng: Random) -> Piece:
    if rng.random() < 0.25:
        number = rng.choice(("400", "800", "400")) + digits(rng, 7)
        return whole(
            rng.choice((number, f"{number[:3]}-{number[3:6]}-{number[6:]}", f"{number[:3]}-{number[3:]}")),
            "PHONE_PUBLIC",
            "400热线",
        )
    return whole(rng.choice(load("formats")["public"]["hotlines"]), "PHONE_PUBLIC", "短号热线")


def line(rng: Random) -> Piece:
    """A body's own line; only after a label that says so."""
    area, number = landline(rng)
    return whole(
        rng.choice((f"{area}-{number}", f"{area}{number}", number, f"（{area}）{number}")),
        "PHONE_PUBLIC",
        "单位公布电话",
    )


def published(rng: Random) -> Piece:
    """A body's own line, after its name."""
    between = rng.choice(
        ("联系电话：", "咨询电话：", "电话：", "举报电话", "监督电话：", "（电话：", "值班电话")
    )
    return join(body(rng), between, line(rng), "）" if between[0] == "（" else "")


def document(rng: Random) -> Piece:
    year, order = rng.randint(2008, 2022), rng.randint(1, 320)
    left, right = rng.choice(("〔〕", "[]", "（）", "【】", "〔〕", "〔〕"))
    return whole(
        f"{rng.choice(load('formats')['public']['issuers'])}{left}{year}{right}{order}号", "PUBLIC", "文号"
    )


def amount(rng: Random) -> Piece:
    value = rng.choice((rng.randint(1, 999), rng.randint(1000, 99999), rng.randint(100000, 9999999)))
    form = rng.choice(
        (
            "{v}元",
            "{v:,}元",
            "{v}.{c:02}元",
            "{w}万元",
            "￥{v}",
            "{w}.{d}万元",
            "{h}万元",
            "{v}块钱",
            "每月{v}元",
            "{v}元/㎡",
            "人民币{v}元",
            "{w}亿元",
        )
    )
    return whole(
        form.format(
            v=value,
            c=rng.randint(0, 99),
            w=rng.randint(1, 900),
            d=rng.randint(1, 9),
            h=han(rng.randint(2, 99)),
        ),
        "PUBLIC",
        "金额",
    )


def date(rng: Random) -> Piece:
    """A date of the procedure."""
    year, month, day = rng.randint(2011, 2022), rng.randint(1, 12), rng.randint(1, 28)
    form = rng.choice(
        (
            "{y}年{m}月{d}日",
            "{m}月{d}日",
            "{y}-{m:02}-{d:02}",
            "{y}.{m}.{d}",
            "{y}年{m}月",
            "{y}/{m}/{d}",
            "{y}年{m}月{d}号",
            "{y}年底",
            "今年{m}月{d}日",
            "{y}年{M}月",
        )
    )
    return whole(form.format(y=year, m=month, d=day, M=han(month)), "PUBLIC", "日期")


def time(rng: Random) -> Piece:
    hour, minute = rng.randint(0, 23), rng.randint(0, 59)
    form = rng.choice(
        (
            "{h}:{m:02}",
            "{h}点{m}分",
            "{h}时{m}分",
            "上午{t}点",
            "晚上{t}点半",
            "{h:02}:{m:02}:{s:02}",
            "{h}点到{k}点",
            "{h}：{m:02}",
        )
    )
    return whole(
        form.format(h=hour, m=minute, s=rng.randint(0, 59), t=rng.randint(1, 11), k=hour + 1),
        "PUBLIC",
        "时刻",
    )


def statute(rng: Random) -> Piece:
    article = rng.randint(1, 98)
    form = rng.choice(
        ("《{l}》第{H}条", "《{l}》第{n}条", "《{l}》第{H}条第{k}款", "《中华人民共和国{l}》第{H}条")
    )
    return whole(
        form.format(
            l=rng.choice(load("formats")["public"]["laws"]), H=han(article), n=article, k=rng.choice("一二三")
        ),
        "PUBLIC",
        "法条",
    )


def bus(rng: Random) -> Piece:
    form = rng.choice(
        (
            "{n}路公交",
            "{n}路",
            "公交{n}路",
            "轨道{k}号线",
            "地铁{k}号线",
            "{n}路公交车",
            "G{n}国道",
            "{n}国道",
            "S{n}省道",
            "K{n}次列车",
        )
    )
    return whole(form.format(n=rng.randint(101, 899), k=rng.randint(1, 18)), "PUBLIC", "线路")


def area(rng: Random) -> Piece:
    form = rng.choice(
        (
            "{n}平方米",
            "{n}.{d}平米",
            "{n}亩",
            "{n}㎡",
            "{n}.{d}平方米",
            "{n}公里",
            "{n}米",
            "{n}吨",
            "{n}户",
            "{n}人",
            "{n}%",
            "{n}分贝",
            "{n}度电",
            "{n}个百分点",
        )
    )
    return whole(form.format(n=rng.randint(3, 990), d=rng.randint(1, 99)), "PUBLIC", "数量")


def count(rng: Random) -> Piece:
    form = rng.choice(
        (
            "{h}年",
            "{n}多年",
            "第{h}次",
            "{n}天",
            "{n}个工作日",
            "{n}次",
            "{h}个月",
            "{n}台",
            "{h}楼以上",
            "{n}层高",
            "{n}栋楼",
            "{n}个单元",
            "{h}项",
            "{n}辆车",
        )
    )
    return whole(form.format(n=rng.randint(2, 60), h=han(rng.randint(2, 20))), "PUBLIC", "计数")


def body(rng: Random) -> Piece:
    return whole(rng.choice(load("places")["bodies"]), "PUBLIC_BODY", "公共机构")


def school(rng: Random) -> Piece:
    return whole(rng.choice(load("places")["schools"]), "PUBLIC_BODY", "公办学校")


def town(rng: Random) -> Piece:
    return whole(rng.choice(load("places")["towns"]), "PUBLIC_PLACE", "镇街")


def district(rng: Random) -> Piece:
    places = load("places")
    return whole(rng.choice(places["districts"] + places["cities"]), "PUBLIC_PLACE", "市区县")


def road(rng: Random) -> Piece:
    return whole(rng.choice(load("places")["roads"]), "PUBLIC_PLACE", "道路")


def community(rng: Random) -> Piece:
    places = load("places")
    return whole(rng.choice(places["estates"] + places["villages"]), "ADDRESS_COMMUNITY", "小区村")
