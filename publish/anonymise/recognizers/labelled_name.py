"""Names behind a label: 投诉人：王芳, 姓名 王芳, 户主王芳."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import names
from publish.anonymise.base import Pattern, Place, Recognizer, Source

_STRONG = (
    r"(?:投诉|举报|诉求|反映|来电|来信|申请|联系|当事|受害|负责|承办|经办|报案|报警|求助|咨询|诉求|留言|被投诉|被举报|被申请|法定代表|代理|监护|收件|寄件|收货"
    r"|承租|出租|委托|被执行|签收|见证|证明|介绍|担保|借款|持卡|产权|发件|办理|接待|经手|值班|施救|肇事|死亡|伤)(?:人员?|者)"
    r"|姓名|名字|签名|署名|落款|户名|法人(?:代表)?|户主|业主|房东|房主|租客|患者|病人|死者|伤者|车主|驾驶员|司机|店主|老板|原告|被告|学生|家长|证人"
    r"|妻|夫|子|女|父|母|配偶|联系|记录人?|本人|长子|次子|长女|次女|儿媳|女婿"
)
_COLON = re.compile(r":[ \n]{0,4}(?=[一-鿿])")
_LABEL = re.compile(rf"(?:{_STRONG})(?:姓名|名字|名|签名)?(?:\([^()\n]{{0,8}}\))?[ ]{{0,2}}[是为]?$")
_ROLES = (
    "投诉 举报 诉求 借款 担保 当事 反映 来电 来信 申请 联系 当事 受害 负责 法定代表 代理 监护 "
    "被投诉 承租 出租 经办 报案 经手".replace(" ", "人 ")
    + "人 "
    "姓名 户主 业主 房东 房主 租客 租户 患者 死者 伤者 车主 驾驶员 司机 店主 老板 原告 被告 学生 "
    "家长 证人 村民 居民 社员 住户 邻居 员工 职工 "
    "工人 农民工 法人代表 法人 群众 市民 摊主 户名 低保户 贫困户 商户 同事 教师 队友 消费者 顾客 "
    "主播 包工头 工头 主人 行政 人事 出纳 项目经理 班长 老人 男子 女子 妇女 同乡 小伙 销售 人家 "
    "病友 工友 同学 老师 师傅 主管 店员 保安 房客 老乡"
).split()
_LINK = re.compile(rf"(?:{'|'.join(_ROLES)})(?:是|叫|为|名叫|姓名|[ ]{{1,2}}|\(|“|\"|,)?(?=[一-鿿])")
_ENDS = re.compile(r"[,。;!?、()\s:\"”]|$")
_ACTS = re.compile(r"约定|约见|反映|表示|说明|提出|要求|来电|来信|认为|同意|核实|沟通|联系|见面")
_NOT_NAMES = re.compile(
    r".*(?:业主|居民|群众|市民|公司|单位|部门|中心|小区|社区|村委|办公|同上|本人|匿名|不详|电话|投诉|反映|举报|全体|热心|先生|女士|街道|物业|负责|咨询|保密|无|详见)"
)


def _after_colon(match: re.Match[str], source: Source) -> Iterable[Place]:
    """What stands alone behind the colon, or begins like a name there."""
    at = match.end()
    run = names.run_at(source.folded, at)
    alone = _ENDS.match(source.folded, at + len(run)) or source.folded[at + len(run)].isascii()
    if alone and 2 <= len(run) <= 4 and names.whole(run) and not _NOT_NAMES.match(run):
        yield at, at + len(run)
    else:
        yield from _name(source.folded, at)


def _begins(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Without a colon only a plain surname, or a name that ends with its clause or acts in it."""
    for start, end in _name(source.folded, match.end()):
        closed = _ENDS.match(source.folded, end) or _ACTS.match(source.folded, end)
        if (names.plain(source.folded, start) and not names.place(source.folded, end)) or closed:
            yield start, end


def _name(folded: str, at: int) -> list[Place]:
    end = names.spaced(folded, at) or names.end(folded, at)
    return [(at, end)] if end else []


RECOGNIZER = Recognizer(
    name="labelled_name",
    kind="PERSON",
    patterns=(
        Pattern(_COLON, score=0.95, refine=_after_colon, before=_LABEL),
        Pattern(_LINK, score=0.8, refine=_begins),
    ),
    positives=(
        "联系诉求人【任正华】约定上门时间",
        "投诉人：【王芳】",
        "姓名：【欧阳小青】，电话",
        "联系人: 【李建国】 13812345678",
        "户主：【杨良定】  妻：【李君超】",
        "业主【王小芳】反映",
        "投诉人：【王 芳】",
        "法定代表人：【张伟】。",
        "居民【彭芳德】所有",
        "申请人：【王芳】住在",
    ),
    negatives=("投诉人：某小区业主", "联系人：王先生", "姓名：不详", "业主委员会"),
    near_misses=(
        "业主何时能拿证",
        "居民常年反映",
        "村民于2020年",
        "投诉人王某",
        "联系人：杨书记",
        "居民水费",
        "司机马上离开",
    ),
)
