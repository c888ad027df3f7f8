"""Names people give themselves: 我叫王芳, 本人王芳, 我是王芳."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import GIVEN

_SAID = re.compile(
    r"(?:我叫做?|名叫|名字[是叫]|我的名字叫?是?|本人叫?|本人姓名|我名叫|我姓名|自称[是叫]?|化名"
    r"|原名|曾用名|又名|名为|叫做|一个叫|有个叫|[他她人]叫|签名是|真名[是叫]?|真实姓名|我是|我们是"
    r"|署名|(?<=[,。;])叫)[ :“\"]{0,2}(?=[一-鿿])"
)
_NAMED = re.compile(r"(?:我|名字|本人)名?叫做?[ :“\"]{0,2}$")
_WEAK = re.compile(r"(?:本人|我是|我们是|自称|叫$)")
_BOUND = re.compile(r"[,。;!?、()\s:\"”]|$|[0-9]|的|住|家住|系|,")


def _filed(folded: str, at: int) -> int:
    """End of a name of any characters before somebody's data: 本人温馨，身份证."""
    end = name_forms.alone(folded, at)
    if not end or not name_forms.surnamed(folded[at:end]):
        return 0
    if name_forms.borne(folded, at) == end and end - at > 2:
        return end
    said = _NAMED.search(folded, max(0, at - 8), at) and set(folded[at + 1 : end]) <= GIVEN
    return end if said or name_forms.FIELD.match(folded, end) else 0


def _named(match: re.Match[str], source: Source) -> Iterable[Place]:
    """After 我是 and 本人 only a name that ends there, or that is one beyond doubt."""
    at = match.end()
    end = names.spaced(source.folded, at) or names.end(source.folded, at) or _filed(source.folded, at)
    if not end or names.place(source.folded, end):
        return
    weak = _WEAK.match(match[0])
    if not weak or _BOUND.match(source.folded, end) or names.sure(source.folded[at:end]):
        yield at, end


RECOGNIZER = Recognizer(
    name="self_named",
    kind="PERSON",
    triggers=("我", "本人", "名", "叫", "自称"),
    patterns=(Pattern(_SAID, score=0.9, refine=_named),),
    positives=(
        "我叫【王芳】，住在",
        "我是【李建国】。",
        "本人【张小燕】，女",
        "有个叫【刘志强】的人",
        "自称【陈伟】",
        "我叫【海洋】，是村里的",
        "我是【补树清】，家住",
        "他自称【但启明】，说是",
        "本人【温馨】，身份证号码",
        "是种脐橙的，叫【方佳怡】。",
    ),
    negatives=("我是业主", "本人于2020年", "我是一名"),
    near_misses=(
        "等了半天，叫车要加钱",
        "我是江北区居民",
        "本人常年在外",
        "本人水电费",
        "我叫王先生",
        "我是成都人",
        "我是安徽人",
    ),
)
