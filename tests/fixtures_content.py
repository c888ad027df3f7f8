"""A small invented content/: what `publish write` would leave, for looking at pages and for tests.

    python tests/fixtures_content.py DIR [CASES]     # writes DIR/publish.yml, DIR/content; builds DIR/output

Every person, firm and matter in it is invented.
"""

# ruff: noqa: E501 - a table of samples reads better with a row a line
from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from publish.model.published import (
    Directory,
    Guest,
    MonthStatistics,
    OpenQuestion,
    Option,
    Published,
    PublishedCall,
    PublishedCase,
    PublishedColumn,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedProgramme,
    PublishedRegion,
    PublishedSurvey,
    PublishedTopic,
    PublishedUnit,
    PublishedWithdrawal,
    Quarter,
    Question,
    Step,
    Table,
    TimelineEntry,
)
from publish.model.texts import PublicText as T
from publish.text.dates import BEIJING
from publish.text.records import encode, place_of

ROOT = Path(__file__).parent.parent
NOW = datetime(2022, 7, 28, 18, tzinfo=BEIJING)
START = datetime(2021, 8, 2, 9, 30, tzinfo=BEIJING)
OUTCOMES = ("solved", "solved", "solved", "partly", "explained", "unsolvable")

MATTERS = (
    ("t-01-01", "自来水浑浊半个月无人来看",
     "家住三楼，半个月来水龙头放出来的水一直发黄，接一盆沉一层泥沙。\n打过两次服务电话，都说会派人来，没有人来。\n请问到底是管子的问题还是水厂的问题？",
     "楼栋二次供水水箱年久未清洗，出水浊度超标。",
     "接到反映后，区水务局会同供水公司于3日内到现场取样，浊度为1.6NTU，超过限值。\n已清洗水箱、更换锈蚀立管42米，复测浊度0.3NTU，符合标准。\n今后每半年清洗一次，结果张贴在楼栋公示栏。"),
    ("t-01-02", "商铺用电每度多收三毛",
     "我们整条街的门面都由物业转供电，电价降了几次，物业一分没降，还加收“维护费”。",
     "物业公司转供电加价，未传导降价政策。",
     "经查，该物业在目录电价外每度加收0.31元。市场监管局责令立即停止，退还多收电费18,600元，涉及62户。"),
    ("t-02-01", "快递代收点不给钱不给取件",
     "镇上的代收点每件收2元，不给钱就不给件，问凭什么收，说“都是这样”。",
     "乡镇快递代收点违规收取取件费。",
     "邮政管理部门约谈品牌企业，代收点已停止收费，退还取件费。对全县代收点逐一电话回访。"),
    ("t-02-02", "村道塌了半边一年没修",
     "去年涨水把村道冲塌半边，只剩一个车身宽，娃儿上学都从那儿过。",
     "村道水毁路段未及时修复。",
     "交通局已将该路段纳入水毁修复计划，完成挡墙65立方米、路面硬化120米，验收通车。"),
    ("t-03-01", "换银行就要重新刻合同章",
     "公司换了开户银行，办事时说合同章上的账号不对，要重新刻章，一来一去要跑三趟。",
     "合同专用章刻制要求过严。",
     "市场监管部门会同公安机关已印发通知：已备案印章继续有效，开户银行与账号不再作为必刻内容。"),
)  # fmt: skip

HOSTILE = (
    "标题里有 <script>alert(1)</script> 和 {{ 7*7 }}",
    "1. 这一行像列表\n**这不是粗体** 与 _下划线_ 与 # 井号\n<img src=x onerror=alert(1)> &amp; {% raw %}\n"
    "[点我](javascript:alert(1))\n{{ site.name }} {# 注释 #} ' \" `",
)


def directory(demonstration: bool = True) -> Directory:
    """Columns, programmes, divisions, topics and units of the invented city."""
    return Directory(
        now=NOW,
        demonstration=demonstration,
        columns=(
            PublishedColumn(slug="huisheng", name="督查回声", prefix="DC",
                            description="督查出了什么结果：问题在哪里，谁去办的，办成了没有。"),
            PublishedColumn(slug="liuyan", name="留言选登", prefix="LY",
                            description="群众和企业的留言，以及办理单位的答复。"),
        ),
        programmes=(
            PublishedProgramme(slug="zhouwu", name="周五面对面", minutes=40, schedule="每周五 10:00",
                               description="每周五，部门负责人到直播间当面答复。", station="演示广播", hotline="12345"),
            PublishedProgramme(slug="minsheng", name="民生热线", minutes=30, schedule="周一至周四 12:00",
                               description="周一至周四，讲一讲办成了的事。", station="演示广播"),
        ),
        regions=(
            PublishedRegion(code="500000", name="重庆市", level="city"),
            *(PublishedRegion(code=code, name=name, level="district", parent="500000")
              for code, name in (("500101", "万州区"), ("500102", "涪陵区"), ("500103", "渝中区"),
                                 ("500112", "渝北区"), ("500235", "云阳县"))),
            PublishedRegion(code="500235101", name="演示镇", level="town", parent="500235"),
        ),
        topics=(
            PublishedTopic(slug="t-01", name="民生"),
            PublishedTopic(slug="t-01-01", name="供水", parent="t-01"),
            PublishedTopic(slug="t-01-02", name="供电", parent="t-01"),
            PublishedTopic(slug="t-02", name="交通与物流"),
            PublishedTopic(slug="t-02-01", name="快递", parent="t-02"),
            PublishedTopic(slug="t-02-02", name="农村公路", parent="t-02"),
            PublishedTopic(slug="t-03", name="营商环境"),
            PublishedTopic(slug="t-03-01", name="印章", parent="t-03"),
        ),
        units=(
            PublishedUnit(slug="u-0001", name="重庆市市场监督管理局", short_name="市市场监管局", level="city",
                          region_code="500000", public_phone="12315"),
            PublishedUnit(slug="u-0002", name="万州区水务局", short_name="区水务局", level="district",
                          parent="u-0001", region_code="500101"),
            PublishedUnit(slug="u-0003", name="渝北区市场监督管理局", level="district", parent="u-0001",
                          region_code="500112"),
            PublishedUnit(slug="u-0004", name="云阳县邮政业发展中心", level="district", region_code="500235"),
            PublishedUnit(slug="u-0005", name="演示镇人民政府", level="town", parent="u-0004",
                          region_code="500235101"),
            PublishedUnit(slug="u-0006", name="演示村村民委员会", level="village", parent="u-0005"),
        ),
    )  # fmt: skip


def case(index: int, places: dict[str, int], column: str = "huisheng") -> PublishedCase:
    """The index-th invented case (from 0); `places` is filled by `cases`."""
    topic, title, appeal, summary, result = MATTERS[index % len(MATTERS)]
    at = START + timedelta(days=6 * index if index < 70 else 420 + (index - 70) // 40, hours=index % 7)
    closed, published = at + timedelta(days=9 + index % 14), at + timedelta(days=24)
    prefix, outcome = ("DC" if column == "huisheng" else "LY"), OUTCOMES[index % len(OUTCOMES)]
    unit = f"u-{index % 6 + 1:04d}"
    if index == 7:
        title, appeal = HOSTILE
    late = index % 5 == 3
    return PublishedCase(
        number=f"{prefix}-{published.year}-{index + 1:06d}", column=column, title=T(title), places=places,
        applicant_kind="firm" if topic.startswith("t-03") else "citizen",
        submitted_at=at, accepted_at=at + timedelta(days=1, hours=3), due_at=at + timedelta(days=15),
        closed_at=closed, published_at=published, modified_at=published, outcome=outcome,
        appeal=None if index % 8 == 5 else T(appeal), summary=T(summary), result=T(result),
        comment=T("点的问题解决了，面上的制度也要跟上。") if index % 3 == 0 else None,
        channel="国务院“互联网+督查”" if index % 9 == 0 else "市级平台", handed_down=index % 9 == 0,
        topic=topic, district=("500101", "500102", "500103", "500112", "500235")[index % 5], unit=unit,
        satisfaction=4 + index % 2 if index % 4 == 0 else None,
        revisit_at=closed + timedelta(days=10) if index % 2 == 0 else None,
        revisit_outcome=("held", "held", "slipped")[index % 3] if index % 2 == 0 else None,
        timeline=tuple(_timeline(at, closed, unit, late, index)), basis="《政府督查工作条例》",
    )  # fmt: skip


def _timeline(at: datetime, closed: datetime, unit: str, late: bool, index: int) -> Iterator[TimelineEntry]:
    yield TimelineEntry(at=at, kind="submitted")
    yield TimelineEntry(at=at + timedelta(hours=2), kind="dispatched", unit="u-0001")
    yield TimelineEntry(at=at + timedelta(hours=2, minutes=1), kind="arrived", unit=unit)
    if late:
        yield TimelineEntry(at=at + timedelta(days=1, hours=2), kind="warned", unit=unit)
    yield TimelineEntry(at=at + timedelta(days=1, hours=3), kind="accepted", unit=unit)
    yield TimelineEntry(
        at=at + timedelta(days=4),
        kind="inspected",
        unit=unit,
        note=T("到现场查看，问题属实。\n当场定了整改时限。"),
    )
    if late:
        yield TimelineEntry(at=closed - timedelta(days=1), kind="urgent", unit=unit)
    yield TimelineEntry(at=closed, kind="closed", unit=unit)
    if index % 2 == 0:
        yield TimelineEntry(
            at=closed + timedelta(days=10), kind="revisited", note=T("回头看：抽查三户，均已正常。")
        )


def cases(count: int = 60) -> list[PublishedCase]:
    """`count` cases with their permanent places, as the ledger would give them."""
    last: Counter[str] = Counter()
    made = []
    for index in range(count):
        column = "liuyan" if index % 3 == 2 else "huisheng"
        plain = case(index, {}, column)
        made.append(case(index, _places(plain, last), column))
    return made


def _places(plain: PublishedCase, last: Counter[str]) -> dict[str, int]:
    names = ["all", f"column/{plain.column}", f"district/{plain.district}", f"topic/{plain.topic}",
             f"topic/{(plain.topic or '')[:4]}", f"unit/{plain.unit}", f"month/{plain.published_at:%Y-%m}"]  # fmt: skip
    last.update(names)
    return {name: last[name] for name in names}


def records(count: int = 60) -> list[Published]:
    """Everything content/ holds, the directory first."""
    made = cases(count)
    linked = [_linked(here, made) for here in range(len(made))]
    return [directory(), *linked, *_dossiers(made), *_policies(made), *_episodes(made), *_rest()]


def _linked(here: int, made: list[PublishedCase]) -> PublishedCase:
    item = made[here]
    alike = [other.number for other in made[max(0, here - 20) : here] if other.topic == item.topic][-3:]
    return msgspec.structs.replace(
        item,
        related=tuple(alike),
        dossiers=("d-01",) if item.topic == "t-02-01" else ("d-02",) if item.topic == "t-01-02" else (),
        policies=("p-001",) if item.topic == "t-03-01" else ("p-002",) if item.topic == "t-01-02" else (),
        episodes=tuple(f"zhouwu/{number}" for number in range(1, 26) if here in _on_air(number, len(made))),
    )


def _on_air(number: int, count: int) -> list[int]:
    return [(number * 2 + step) % count for step in range(4)] if count > 4 else []


def _dossiers(made: list[PublishedCase]) -> Iterator[Published]:
    for slug, topic, title in (("d-01", "t-02-01", "快递代收点收费"), ("d-02", "t-01-02", "转供电加价")):
        yield PublishedDossier(
            slug=slug, title=T(title), summary=T("一条线索查到底，一项政策补上，一批同类问题解决。"),
            opened_on=date(2022, 1, 7), closed_on=date(2022, 4, 20),
            cases=tuple(item.number for item in made if item.topic == topic),
            policies=("p-002",) if slug == "d-02" else (),
            steps=(
                Step(kind="lead", at=date(2022, 1, 7), text=T("群众反映取件收费1至10元。"), unit="u-0004"),
                Step(kind="inspection", at=date(2022, 1, 20), text=T("不打招呼，直奔现场。"), number=10, measure="个区县"),
                Step(kind="policy", at=date(2022, 3, 1), text=T("印发通知，明确不得加价。"), unit="u-0001"),
                Step(kind="batch", at=date(2022, 4, 1), text=T("逐件梳理投诉。"), number=4181, measure="件"),
                Step(kind="revisit", at=date(2022, 4, 20), text=T("电话回访，没有反弹。")),
            ),
        )  # fmt: skip


def _policies(made: list[PublishedCase]) -> Iterator[Published]:
    yield PublishedPolicy(slug="p-001", title=T("关于规范合同专用章刻制备案的通知"), issued_on=date(2021, 8, 20),
                          unit="u-0001", doc_number="演示市监发〔2021〕8号", summary=T("银行与账号不再必刻。"),
                          cases=tuple(c.number for c in made if c.topic == "t-03-01"))  # fmt: skip
    yield PublishedPolicy(slug="p-002", title=T("关于清理规范转供电加价的通知"), issued_on=date(2022, 3, 1),
                          unit="u-0001", url="https://www.example.gov.cn/zcwj/p-002.html", summary=T("加价设上限。"),
                          cases=tuple(c.number for c in made if c.topic == "t-01-02"),
                          dossiers=("d-02",))  # fmt: skip


def _episodes(made: list[PublishedCase]) -> Iterator[Published]:
    for number in range(1, 26):
        yield PublishedEpisode(
            programme="zhouwu", number=number, minutes=40, season=1, host="主持人小晴",
            airs_at=datetime(2022, 1, 7, 10, tzinfo=BEIJING) + timedelta(weeks=number),
            title=T("从一桶浑水说起") if number % 2 else None,
            cases=tuple(made[index].number for index in _on_air(number, len(made))),
            guests=(Guest(name="周明", title="副局长", unit="u-0002"), Guest(title="科长", unit="u-0003")),
            questions=(OpenQuestion(question=T("老旧小区的水箱归谁洗？"), at_second=1330, unit="u-0002",
                                    answer=T("由供水公司接管后统一清洗。") if number < 24 else None,
                                    answered_at=NOW if number < 24 else None, answer_due_at=NOW),),
            audio_url="https://audio.example.gov.cn/zhouwu.mp3" if number == 3 else None,
            audio_bytes=38_400_000 if number == 3 else None, audio_seconds=2400 if number == 3 else None,
            repeat_of="zhouwu/2" if number == 20 else None,
        )  # fmt: skip
    yield PublishedEpisode(programme="minsheng", number=1, minutes=30, airs_at=NOW - timedelta(days=2))


def _gone() -> Iterator[Published]:
    """Two that were withdrawn, and two quarters, one of them empty."""
    yield PublishedWithdrawal(number="DC-2021-000901", place=1, act="removed", reason="privacy", column="huisheng",
                              unit="u-0002", withdrawn_at=NOW - timedelta(days=30))  # fmt: skip
    yield PublishedWithdrawal(number="DC-2021-000902", place=2, act="withdrawn", reason="error", column="huisheng",
                              withdrawn_at=NOW - timedelta(days=120), replaced_by="DC-2021-000001")  # fmt: skip
    yield Quarter(quarter="2021-Q3")
    yield Quarter(quarter="2022-Q2", added={"huisheng": 12, "liuyan": 5}, corrected={"fact": 1}, withdrawn={"error": 1},
                  withdrawn_by_column={"huisheng": 1}, requests=3, answered={"withdrawn": 1, "refused": 1},
                  days=(1, 3), open=1)  # fmt: skip


def _rest() -> Iterator[Published]:
    yield from _gone()
    yield PublishedCall(slug="c-01", title=T("稳住经济大盘，请您提供线索"), body=T("哪里卡住了？\n请告诉我们。"),
                        opens_on=date(2022, 6, 1))  # fmt: skip
    yield PublishedCall(slug="c-02", title=T("重大安全隐患线索征集"), body=T("已经结束。"),
                        opens_on=date(2021, 10, 1), closes_on=date(2021, 12, 31))  # fmt: skip
    yield PublishedSurvey(
        slug="s-01", title=T("稳住经济大盘问卷"), opened_on=date(2022, 6, 1), answers=9135, closed_on=date(2022, 6, 30),
        questions=(Question(text=T("办理中最希望改进的是？"), options=(Option(text=T("政策要有人讲"), count=4020),
                                                         Option(text=T("兑付太慢"), count=3115),
                                                         Option(text=T("材料太多"), count=2000))),),
    )  # fmt: skip
    for month in ("2022-03", "2022-05", "2022-06"):
        yield MonthStatistics(month=month, made_on=NOW.date(), tables=_tables(month))


def _tables(month: str) -> tuple[Table, ...]:
    outcomes = ("solved", "partly", "explained", "unsolvable")
    quantiles = ("accept_median", "accept_p90", "close_median", "close_p90")
    found = (
        Table(name="outcome", columns=("matters",), rows=(("solved", (41230,)), ("partly", (1200,)), ("explained", (0,)), ("unsolvable", ("*",)))),
        Table(name="district", columns=outcomes, rows=(("500101", (1200, 45, 300, "-")), ("500235", (800, "*", 120, "-")), ("other", (30, 15, "*", "-")))),
        Table(name="topic", columns=outcomes, rows=(("民生", (1200, 45, 300, "-")), ("营商环境", (900, 30, 100, "-")))),
        Table(name="received_channel", columns=("matters",), rows=(("12345", (43000,)),)),
        Table(name="due", columns=("early", "urgent", "missed"), rows=(("city", (900, 100, 30)), ("district", (30000, 900, "*")))),
        Table(name="open", columns=("matters",), rows=(("open", (900,)),)),
        Table(name="days", columns=quantiles, rows=(("all", (1, 2, 6, 11)),)),
        Table(name="days_topic", columns=quantiles, rows=(("民生", (1, 2, 6, 11)), ("营商环境", (1, 2, "-", "-")))),
    )  # fmt: skip
    if month.endswith(("-03", "-06")):
        rows = (("民生/供电", (40 if month.endswith("-06") else 20, "*")), ("营商环境/印章", (60, 15)))
        found += (Table(name="raised", columns=("500101", "500235"), rows=rows),)
    return found


SETTINGS = """\
profile: demonstration
clock: 2022-07-28T18:00:00+08:00
workers: 1
site:
  name: 回声·督查公开（演示）
  url: http://127.0.0.1:8000
  organiser: 某市人民政府办公厅（演示）
  id_code: "5000000001"
store: {url: "sqlite:///store.sqlite3"}
paths: {content: content, prose: prose, output: output}
"""


def write(folder: Path, items: Iterable[Published]) -> None:
    """The records as files below `folder`/content, beside the settings and the handwritten pages."""
    for item in items:
        path = folder / "content" / place_of(item)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(item))
    (folder / "publish.yml").write_text(SETTINGS, "utf-8")
    for page in sorted((ROOT / "content" / "pages").glob("*.md")):
        (folder / "prose" / "pages").mkdir(parents=True, exist_ok=True)
        (folder / "prose" / "pages" / page.name).write_bytes(page.read_bytes())


if __name__ == "__main__":
    from publish.settings import load
    from publish.stages.build import build

    target = Path(sys.argv[1])
    write(target, records(int(sys.argv[2]) if len(sys.argv) > 2 else 60))
    print(build(load(target / "publish.yml")))
