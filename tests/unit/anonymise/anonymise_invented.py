"""Invented parties and texts for the anonymiser's tests, and how each of them may be written."""

from __future__ import annotations

from hypothesis import strategies as st

from publish.anonymise.public import PublicNames
from publish.model.contract import Party

PUBLIC = PublicNames(
    bodies=frozenset(("渝山区住房城乡建设委", "区住建委", "渝山区清水镇人民政府")),
    places=frozenset(("渝山区", "清水镇")),
    phones=frozenset(("023-67771234",)),
)


def party(role: str = "applicant", seq: int = 1, **columns: object) -> Party:
    """A row of `parties` of one invented matter."""
    return Party(case_id="c1", seq=seq, role=role, **columns)  # type: ignore[arg-type]


WANG = party(
    name="王小芳",
    phone="13812345678",
    id_number="500101198503121234",
    address="渝山区清水镇花园新村3栋2单元5-1",
    plate="渝A12345",
    wechat="wxf_88a",
    qq="2345678901",
    email="xiaofang.wang@163.com",
    bank_account="6222021234567890123",
    account_number="3012345678",
    birth_date="1985-03-12",
)
LI = party("witness", 2, name="李建国", phone="13998765432")
WANG_JUN = party("respondent", 3, name="王军")
CHILD = party("relative", 4, name="李小宝", is_minor=True)
SHOP = party("respondent", 5, kind="firm", org_name="重庆山水物业管理有限公司")

PIECES = (
    "我叫",
    "王小芳",
    "王芳",
    "老王",
    "小李",
    "王先生",
    "李女士",
    "投诉人：",
    "姓名 ",
    "电话",
    "１３８1234 5678",
    "13812345678",
    "138****5678",
    "一三八幺二三四五六七八",
    "住3栋2单元5-1",
    "三社",
    "8栋",
    "二楼",
    "身份证500101198503121234",
    "渝A·12345",
    "渝AD12345",
    "微信wxf_88a",
    "QQ：12345678",
    "a.b@c.com",
    "卡号6222021234567890123",
    "户号3012345678",
    "1985年3月12日出生",
    "今年35岁",
    "网友“山城”您好",
    "杨书记",
    "，",
    "。",
    "、",
    "\n",
    " ",
    "\u200b",
    "\u3000",
    "某",
    "王某",
    "王某甲",
    "［电话已隐去］",
    "*",
    "某栋某室",
    "某公司",
    "重庆山水物业管理有限公司",
    "12345",
    "渝府发〔2021〕12号",
    "3000元",
    "2022年3月5日",
    "王小芳、李军、张伟等",
    "等",
    "的",
    "儿子",
    "妻子李梅",
    "说",
    "汇金路18号",
    "\x00",
    "𝟙",
    "①",
    "芳",
    "王",
    "1",
    "十",
    "号",
    "栋",
    "年",
    "岁",
    "@",
    "“",
    "”",
)

TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=20).map("".join),
)
PARTIES = st.lists(
    st.sampled_from((WANG, LI, WANG_JUN, CHILD, SHOP)), unique_by=lambda row: row.seq, max_size=5
)
