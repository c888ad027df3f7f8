"""Where a name begins and ends by the words around it.

Its last character may as well begin the next word (李彩中|办理, 林涵|可以作证), its first one end the word
before (已为|屈张若). A given name that is a word (向前, 有才) is one piece, though it begins like another.
"""

from __future__ import annotations

import re

from publish.anonymise import name_forms, names
from publish.anonymise.lexicon import (
    COMPOUND,
    FREQUENT,
    GIVEN,
    KIN,
    POSTS,
    RARE,
    SURNAMES,
    TITLES,
    read_words,
)
from publish.anonymise.name_forms import ORDINARY

_WORDS = ORDINARY | frozenset((*KIN, *TITLES, *POSTS))
_HAN = re.compile(r"[一-鿿㐀-䶿]")
_FUNCTION = frozenset(
    "的是在说称和与等也都就又不被把对将要已曾了到去来让给及为因从向找跟同住打收拿系且但而或还只才没未均各每两我你他她它这那"
    "带买卖租看听叫问求请送骂停修装拆交退填写骑走跑坐站睡吃喝做干读教管户家名"
)
_FOLLOWING = re.compile(
    r"可[以能]|老[师板人汉太]|均[联已未不有在无为]|收(?![一-鿿])|根本|经[常过办理]|常[年常在]|会同|代[领收办签为]|收[取到费]|现[在年]|因为|已经|方[可能]|同[意样时]|有[关人时一的]|都[是在有]|和我|曾经|能够"
    r"|应[该当]|正[在常]|生[前病活于]|住[在院]|家[住里中门]|本人|明[明知确]|当[时场天年着]|向[我他她]|为[人了]|来[到电找]|全[家部]|平时|时常|长期|说话"
    r"|上[门访班诉]|下班|付[款清]|名下|敬上|在[家场外]|出[生具]|开[始车]|成[为了]|建[议设了]|于[是今]|金额|高达|立即|永远|一直|平均|明显|安排|和解"
)
_CERTAIN = re.compile(
    r"泣[上血拜]|发[微短信消了]|承[认诺担]|于(?=[0-9])|因[为病此]|来[电管找家]|交[的了过]|同志|先生|一起|家[的里]|跑了|收[的了到]|老师|老[板人]|收(?![一-鿿])|均联|社会|外(?=[,、])|总(?=[,(。、])|根本|本人"
)
_NEXT = frozenset(read_words("after_names.txt"))
_FAREWELLS = (
    "敬上",
    "敬呈",
    "敬启",
    "谨上",
    "谨呈",
    "呈上",
    "拜上",
    "之子",
    "之女",
    "之妻",
    "之夫",
    "叩首",
    "叩谢",
    "老人",
)
_AND_NOT = re.compile(  # what stands behind 和 where it is a name's last character, and can't be joined by it
    r"和(?:[说称讲把跟也都就又已曾不没是的等给让从骂打收拿欠住]|被(?!告)|对(?!方|面)|在(?!场|座|职|校)|要(?!求)|[^一-鿿]|[壹贰叁肆伍陆柒捌玖零〇幺]|$)"
)
_ROLES = frozenset(
    word
    for word in (*KIN, *POSTS, *TITLES, *read_words("roles.txt"), *read_words("form_labels.txt"))
    if len(word) > 1
) | frozenset(("对方", "经手", "其中", "保安", "该村", "本村", "死者", "伤者"))
_NEVER_LAST = frozenset("说称讲的是了吗呢吧也就又都还被把给让叫从系户诉拒骂打欠挂不没你我他她")
_LEADING = frozenset("有由里成换给找和与叫是让被替请等经")
_APART = re.compile(r"(?:^|[^一-鿿]|[叫是为名人主妈爸哥姐弟妹])([一-鿿])[ ]{1,4}$")
_NO_FIRST = _FUNCTION | frozenset("归于时任何以由全应所方单路车边")
_BEFORE = frozenset("的由是向找被和与及给对让跟同叫为人主员者师生民居事友")


def begun(folded: str, start: int, end: int) -> int:
    """The start of the name [start, end): without 有 of 有|王小芳, with the surname left out of 位|春梅."""
    if folded[start - 1 : start + 1] in COMPOUND and start:
        return start - 1
    start += _led(folded, start, end)
    rest = folded[start + 1 : end]
    sure = names.plain(folded, start + 1) or folded[start] in "由经"
    named = (names.likely(rest) and sure) or (len(rest) == 3 and _rare(rest))
    if folded[start] in _LEADING and (named or name_forms.composed(folded, start + 1) == end or "·" in rest):
        return start + 1
    apart = _APART.search(folded, max(0, start - 6), start)
    if apart and end - start < 3 and names.likely(apart[1] + folded[start:end]):
        return apart.start(1)
    second = end - start in (2, 3) and not _role(folded, start) and not _complete(folded, start, end)
    return start - 1 if second and _surname(folded, start) else start


def _complete(folded: str, start: int, end: int) -> bool:
    """Whether [start, end) has its surname, so that 经, 向 before it is none: 经|王平, 向|罗建设."""
    own = names.plain(folded, start) and names.likely(folded[start:end])
    behind = _HAN.match(folded, start - 2) if start > 1 else None
    return own and not names.plain(folded, start - 1) and bool(behind or folded[start - 1] in RARE)


def _led(folded: str, start: int, end: int) -> int:
    """Characters at `start` that end the word before (伤者|陈小红) or lead to a name (经|王平)."""
    if end - start > 6 or _role(folded, start) or name_forms.composed(folded, start) == end:
        return 0
    for size in (2, 1):
        rest = folded[start + size : end]
        if (names.likely(rest) or _rare(rest)) and _role(folded, start + size):
            return size
    return int(
        not names.begins(folded, start)
        and folded[start] not in RARE
        and names.likely(folded[start + 1 : end])
    )


def _rare(name: str) -> bool:
    return len(name) in (2, 3) and name[0] in RARE and set(name[1:]) <= GIVEN


def _role(folded: str, at: int) -> bool:
    """Whether a word for somebody ends at `at`: 伤者, 房东, 班主任."""
    return any(folded[max(0, at - size) : at] in _ROLES for size in (2, 3, 4))


def _surname(folded: str, start: int) -> bool:
    """Whether the character before `start` is the surname of the name that begins there."""
    char, before = folded[start - 1 : start], folded[start - 2 : start - 1] if start > 1 else ""
    if not (char in SURNAMES or char in RARE):
        return False
    if not (_HAN.match(before) and before not in "的叫是为人") and not names.begins(folded, start):
        return True  # 买|悦琼 behind a mark
    if char in _NO_FIRST or folded[start - 1 : start + 1] in _WORDS or folded[start - 2 : start] in _WORDS:
        return False
    return not _HAN.match(before) or before in _BEFORE or not names.begins(folded, start)


def settled(folded: str, start: int, end: int) -> int:
    """The end of the name [start, end) by the words that follow it."""
    first = start + (2 if folded[start : start + 2] in COMPOUND else 1)
    given = end - first
    if not _plain(folded, start, end) or given not in range(6) or name_forms.composed(folded, start) == end:
        return end
    whole = _one(folded, first, end) or _called(folded, first, end)
    if whole:
        return whole
    if given > 1 and _over(folded, end):
        return end - 2 if given > 2 and _over(folded, end - 1) else end - 1
    return end + 1 if given == 1 and (_belongs(folded, end) or _AND_NOT.match(folded, end)) else end


def _one(folded: str, first: int, end: int) -> int:
    """The end of a given name that is a word and begins at `first`; 0 where none does.

    Behind a second surname (刘余|同心) it must end where a name may.
    """
    if folded[first : first + 2] in names.WHOLE and (end > first + 1 or not _split(folded, first + 1)):
        joined = folded[first + 1] == "和" and end == first + 1 and names.end(folded, first + 2)
        return 0 if joined else first + 2  # but 张平|安全带, 王德|和郭小圆
    second = folded[first : first + 1] in FREQUENT and end - first in (1, 2)
    if second and folded[first + 1 : first + 3] in names.WHOLE and _begins(folded, first + 3):
        return first + 3
    return 0


def _split(folded: str, at: int) -> bool:
    """Whether a word begins at a given name's second character: 张平|安全带; but 张世全|家分了两套."""
    return _word(folded, at) and folded[at : at + 2] != "全家"


def _called(folded: str, first: int, end: int) -> int:
    """Where a title, a farewell (敬上) or a verb begins in what was taken for a given name; else 0."""
    for at in range(first + 1, end):
        if names.titled(folded, at) or folded.startswith(_FAREWELLS, at):
            return at
        if at + 2 == end and at > first and _next(folded, at) and folded[first:at] not in names.WHOLE:
            return at  # 刘庆|照顾
    return 0


def _over(folded: str, end: int) -> bool:
    """Whether the last character begins the word behind the name."""
    if _CERTAIN.match(folded, end - 1) or _next(folded, end - 1) or folded[end - 1] in _NEVER_LAST:
        return True
    return bool(_FOLLOWING.match(folded, end - 1)) and not _begins(folded, end)


def _plain(folded: str, start: int, end: int) -> bool:
    begins = folded[start] in SURNAMES or folded[start] in RARE or folded[start : start + 2] in COMPOUND
    return begins and all(_HAN.match(char) for char in folded[start:end])


def _belongs(folded: str, at: int) -> bool:
    """Whether the character at `at` is a name's last one: no word begins there, but one behind it."""
    char = folded[at : at + 1]
    if char not in GIVEN or char in _FUNCTION or _word(folded, at) or _next(folded, at):
        return False
    if names.titled(folded, at):
        return False
    return _begins(folded, at + 1)


def _begins(folded: str, at: int) -> bool:
    """Whether a word, or a mark, begins at `at`."""
    char = folded[at : at + 1]
    return not _HAN.match(char) or char in _FUNCTION or _word(folded, at)


def _word(folded: str, at: int) -> bool:
    return any(folded[at : at + size] in _WORDS for size in (2, 3, 4))


def followed(folded: str, at: int) -> bool:
    """Whether a word begins at `at` that stands right behind names: 态度, 故意, 先动手; or a mark."""
    return _next(folded, at) or not _HAN.match(folded[at : at + 1])


def closes(folded: str, at: int) -> bool:
    """Whether a name may end at `at`: a mark or a word begins there."""
    return _begins(folded, at) or _next(folded, at)


def _next(folded: str, at: int) -> bool:
    return folded[at : at + 2] in _NEXT
