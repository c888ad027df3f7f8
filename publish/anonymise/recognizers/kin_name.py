"""Kinship and a name: 我妻子李梅, 邻居张伟."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import CHILD, GIVEN, KIN, SURNAMES, choice

_WORDS = choice(word for word in KIN if len(word) > 1 and word not in CHILD)
_KIN = re.compile(rf"{_WORDS}(?:名叫|叫|是|为|:|\(|[ ])?[ ]?(?=[一-鿿])")
_IS = re.compile(r"[是叫][我他她]?[的家]?$")
_MARK = re.compile(r"[,)]")
_STOP = re.compile(r"[,。;!?、()\s:\"”]|$")
_BOUND = re.compile(
    r"[,。;!?、()\s:\"”]|$|[0-9]|的|在|于|住|说|也|是|和|与|因|被|患|今年|都|有|去|已|称|从|到|向|写|身|来|为|系|等|所|这|前|后|打|被|做|一"
)


def name_after(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A name that ends where a name may end, or that is one beyond doubt."""
    at = match.end()
    end = names.end(source.folded, at)
    end = names.spaced(source.folded, at) or end
    run = names.run_at(source.folded, at)
    if not end and len(run) == 3 and _odd(source.folded, at):
        end = at + 3
    rare = 0 if end else name_forms.borne(source.folded, at) or _said(source.folded, match.start(), at)
    if rare or (end and (_hard(source.folded, at, end) or names.sure(source.folded[at:end]))):
        yield at, rare or end


def _said(folded: str, start: int, at: int) -> int:
    """End of a name that is a word, where who somebody was is said and no more: 是我孙女凌晨，."""
    run = names.run_at(folded, at)
    whole = len(run) in (2, 3) and run[:1] in SURNAMES and set(run[1:]) <= GIVEN
    told = whole and _IS.search(folded, max(0, start - 4), start) and _MARK.match(folded, at + len(run))
    return at + len(run) if told and not name_forms.nobody(run) else 0


def _odd(folded: str, at: int) -> bool:
    """Three characters up to the mark, a surname first and no word among them: 父亲游和仪，."""
    run = folded[at : at + 3]
    words = run[:2] in name_forms.ORDINARY or run[1:] in name_forms.ORDINARY
    return names.plain(folded, at) and run[2] in GIVEN and not words and not name_forms.nobody(run)


def _hard(folded: str, at: int, end: int) -> bool:
    """Whether a name may end here; a word that may be a surname needs its clause to end too."""
    if not names.plain(folded, at):
        return bool(_STOP.match(folded, end))
    return names.closed(folded, end) or bool(_BOUND.match(folded, end))


RECOGNIZER = Recognizer(
    name="kin_name",
    kind="PERSON",
    patterns=(Pattern(_KIN, score=0.82, refine=name_after),),
    positives=(
        "我妻子【李梅】在",
        "母亲叫【王秀英】，",
        "邻居【张伟】也愿意",
        "独子【杨勇】为非农业",
        "父亲【游和仪】，去办",
        "我老公【宦树】在工地",
        "当时是我姐姐【凌晨】，去办的",
        "当时是我叔叔（【包容】），",
    ),
    negatives=("我妻子在外地", "父亲生病"),
    near_misses=(
        "父母常年在外",
        "妻子周末回来",
        "老公于2020年",
        "邻居马上报警",
        "母亲安全",
        "是我朋友安排，",
    ),
)
