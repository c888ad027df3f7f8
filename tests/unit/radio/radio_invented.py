"""One invented episode a programme: people, estates and matters are made up for these tests."""

from __future__ import annotations

from datetime import date, datetime

from publish.model.published import (
    Directory,
    Guest,
    PublishedCase,
    PublishedEpisode,
    PublishedPolicy,
    PublishedRegion,
    PublishedUnit,
)
from publish.model.texts import PublicText
from publish.text.dates import BEIJING

DIRECTORY = Directory(
    now=datetime(2022, 7, 28, 18, tzinfo=BEIJING),
    demonstration=True,
    columns=(),
    programmes=(),
    regions=(
        PublishedRegion(code="500101", name="万州区", level="district"),
        PublishedRegion(code="500235", name="云阳县", level="district"),
    ),
    topics=(),
    units=(
        PublishedUnit(
            slug="u-0001",
            name="重庆市万州区水利局",
            level="district",
            short_name="万州水利局",
            spoken_name="万州区水利局",
        ),
        PublishedUnit(slug="u-0002", name="云阳县人民政府", level="district", short_name="云阳县政府"),
        PublishedUnit(slug="u-0003", name="重庆市邮政管理局", level="city"),
    ),
)


def case(number: str, **given: object) -> PublishedCase:
    at = datetime(2022, 3, 1, 9, tzinfo=BEIJING)
    fields: dict[str, object] = {
        "number": number,
        "column": "huisheng",
        "title": PublicText("小区停水"),
        "applicant_kind": "citizen",
        "submitted_at": at,
        "published_at": at.replace(month=5),
        "modified_at": at.replace(month=5),
        "outcome": "solved",
        "places": {"all": 1},
        "appeal": PublicText("小区停水三天了，没有人管。"),
    }
    return PublishedCase(**{**fields, **given})  # type: ignore[arg-type]


WATER = case(
    "DC-2022-000003",
    title=PublicText("关于长滩苑小区自来水发黄、有泥沙的投诉"),
    summary=PublicText("长滩苑多户居民反映自来水发黄带泥，影响生活用水，供水与物业相互推诿。"),
    appeal=PublicText(
        "我是万州区长滩苑某栋某室的住户王某，从3月初起家里的自来水就没有清亮过！"
        "早上六点接水煮稀饭，盆底一层黄泥，白衬衫洗一次就成了米黄色。"
        "整栋楼60户，哪一家不是买桶装水煮饭？请马上派人来化验，把结果贴出来给大家看！！\n"
        "投诉人：王某  电话：138****0000"
    ),
    result=PublicText(
        "王先生：\n您好！您反映的水质问题收悉，现将办理情况回复如下：\n"
        "一、原因。小区外一段铸铁管使用超过20年，内壁锈蚀，用水高峰流速加大时锈渣被带出，雨后尤其明显。\n"
        "二、处理。我局根据《生活饮用水卫生监督管理办法》（建设部、卫生部令第53号）和万水〔2022〕15号文件，"
        "责成供水企业将这段约320米的旧管列入应急更换，2022年3月25日已换为球墨铸铁管并完成冲洗、消毒、并网。\n"
        "三、检测。连续三天在您家和另外4户取样，各项指标合格，结果已在小区公示（详见附件1）。\n"
        "四、后续。供水企业已公布片区管家电话023-58120000，24小时有人接听。电话回访王先生，其表示满意。感谢您的监督。"
    ),
    comment=PublicText("表前表后是企业的分界，不是责任的分界。群众要的只是一杯放心水。"),
    channel="12345热线",
    district="500101",
    unit="u-0001",
    accepted_at=datetime(2022, 3, 2, 9, tzinfo=BEIJING),
    closed_at=datetime(2022, 3, 28, 16, tzinfo=BEIJING),
    satisfaction=5,
    revisit_outcome="held",
)

PARCEL = case(
    "DC-2022-000004",
    title=PublicText("乡镇快递代收点“取件费”何时能停"),
    summary=PublicText("群众反映乡镇快递代收点取一件快递要收1-10元，不给钱就不给件。"),
    appeal=PublicText(
        "镇上的快递点，大件收5块，小件收2块，冬天的一床棉被收了10块。我妈70多岁，不会讲价，每次都被收。"
        "快递费网上已经付过了，凭什么再收一道？希望有人来管一管。"
    ),
    result=PublicText(
        "经查，情况属实。该代收点与某公司签有协议，每件只有0.5元派送费，入不敷出，便向取件人收费，李某某、张某等人均承认收费事实。"
        "一是县政府责令该点停止收费，已向213名群众退还1866元；二是邮政部门约谈了5家快递企业，要求把派送费足额付到末端；"
        "三是对投诉集中的8个乡镇开展专项执法。对4181件同类投诉逐一电话回访，违规收费已经停止。"
        "同时，鼓励企业共用代收点，降低成本，保证农村快递不停摆。"
    ),
    comment=PublicText("解决一个点，查清一条线，规范一个面。"),
    channel="国务院“互联网+督查”平台",
    handed_down=True,
    district="500235",
    unit="u-0002",
    accepted_at=datetime(2022, 1, 7, 9, tzinfo=BEIJING),
    closed_at=datetime(2022, 4, 8, 9, tzinfo=BEIJING),
    revisit_outcome="held",
    policies=("p-001",),
)

FIRM = case(
    "LY-2022-000021",
    column="liuyan",
    applicant_kind="firm",
    title=PublicText("合同专用章换开户行就要重刻，能不能改一改？"),
    appeal=PublicText(
        "我公司去年换了开户银行，被告知合同专用章上的账号对不上，要重新刻章备案，来回跑了3趟。请问能否取消这个要求？"
    ),
    result=PublicText(
        "贵公司反映的问题，市场监管与公安部门已联合发文：已备案的印章继续有效，开户行和账号由企业自愿刻制。我们已电话告知贵公司经办人刘女士。"
    ),
    outcome="explained",
    satisfaction=4,
)

POLICY = PublishedPolicy(
    slug="p-001",
    title=PublicText("关于规范快递末端服务收费的通知"),
    issued_on=date(2022, 3, 16),
    unit="u-0003",
    doc_number="渝邮管演〔2022〕8号",
    summary=PublicText(
        "快递企业不得向收件人另收取件费。确需保管的，保管费标准要明码公示，并事先征得收件人同意。派送费要足额付到末端网点。"
    ),
)

CASES = {one.number: one for one in (WATER, PARCEL, FIRM)}
POLICIES = {POLICY.slug: POLICY}

ZHOUWU = PublishedEpisode(
    programme="zhouwu",
    number=12,
    airs_at=datetime(2022, 6, 24, 10, tzinfo=BEIJING),
    minutes=40,
    title=PublicText("放心水、取件费，当面问一问"),
    host="林岫",
    director="覃望",
    cases=("DC-2022-000003", "DC-2022-000004", "LY-2022-000021", "DC-2022-000099"),
    guests=(
        Guest(name=None, title="副局长", unit="u-0001"),
        Guest(name="何川", title="市场监管处处长", unit="u-0003"),
    ),
)

MINSHENG = PublishedEpisode(
    programme="minsheng",
    number=88,
    airs_at=datetime(2022, 6, 27, 9, tzinfo=BEIJING),
    minutes=30,
    title=PublicText("取件费停了没有"),
    cases=("DC-2022-000004", "DC-2022-000003"),
)
