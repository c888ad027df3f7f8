"""What the store knows is found in every written form: each column in each way of mangling."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from anonymise_invented import PUBLIC, WANG, party

from publish.anonymise.engine import Anonymiser
from publish.text import fold

ENGINE = Anonymiser(PUBLIC)
HAN = str.maketrans("0123456789", "零一二三四五六七八九")
CIRCLE = str.maketrans("0123456789", "〇一二三四五六七八九")
FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
RADIO = str.maketrans("0123456789", "洞幺两三四五六拐八勾")
RINGED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
BOLD = {ord("0") + digit: chr(0x1D7CE + digit) for digit in range(10)}
SEPARATORS = (
    " ", "-", ".", "·", "—", "－", "_", "/", ",", "，", "、", "\u00a0", "\u200b", "\u3000", "\n", "\r\n",
    "\n    ", " - ", "～",
)  # fmt: skip
Form = Callable[[str], str]


def parted(separator: str, *sizes: int) -> Form:
    """Groups of these sizes, the last as often as it takes, with the separator between them."""

    def form(value: str) -> str:
        groups, rest = [], value
        for size in (*sizes, *[sizes[-1]] * len(value)):
            groups.append(rest[:size])
            rest = rest[size:]
        return separator.join(filter(None, groups))

    return form


def translated(table: dict[int, int] | dict[int, str]) -> Form:
    return lambda value: value.translate(table)


def forms() -> Iterator[tuple[str, Form]]:
    """Every way in which a number is written."""
    tables = {"汉": HAN, "〇": CIRCLE, "大写": FORMAL, "洞": RADIO, "圈": RINGED, "全角": WIDE, "粗体": BOLD}
    for name, table in tables.items():
        yield name, translated(table)
    for separator in SEPARATORS:
        yield f"3-4-4{separator!r}", parted(separator, 3, 4, 4)
        yield f"4-4-4{separator!r}", parted(separator, 4)
    for separator in (" ", "-", ".", "\u200b"):
        yield f"1-1-1{separator!r}", parted(separator, 1)
    yield "汉 3-4-4", lambda value: parted(" ", 3, 4)(value.translate(HAN))
    yield "全角 3-4-4", lambda value: parted("－", 3, 4)(value.translate(WIDE))
    yield "半汉", lambda value: value[:4] + value[4:].translate(HAN)


FORMS = list(forms())
PHONES = ("+86{}", "+86 {}", "（+86）{}", "0086-{}", "86 {}", "0{}", "{}（微信同号）", "{}转1")
HIDDEN = (
    "138****5678",
    "138xxxx5678",
    "138××××5678",
    "138••••5678",
    "138●●●●5678",
    "138…5678",
    "138 **** 5678",
    "1381234****",
)
ID_HIDDEN = (
    "500101********1234",
    "5001**********1234",
    "5001011985****1234",
    "500101198503××××34",
    "500***********1234",
)


def masked(written: str, text: str, row: object) -> bool:
    """Whether all letters and digits of what is written at `text` lie in masked stretches."""
    found = ENGINE.text(text.format(written), (row,))  # type: ignore[arg-type]
    start = text.index("{")
    covered = {at for span in found.spans for at in range(span.start, span.end)}
    return all(start + at in covered for at, char in enumerate(written) if fold.bare(char))


@pytest.mark.parametrize("column", ["phone", "id_number", "bank_account", "account_number", "qq"])
@pytest.mark.parametrize(("name", "form"), FORMS, ids=[name for name, _ in FORMS])
def test_a_known_number_is_found_however_it_is_written(column: str, name: str, form: Form) -> None:
    assert masked(form(getattr(WANG, column)), "请记{}了", party(**{column: getattr(WANG, column)})), name


@pytest.mark.parametrize(
    "form", [form for name, form in FORMS if not name.startswith(("大写", "粗体", "半汉"))]
)
def test_a_known_plate_is_found_however_it_is_written(form: Form) -> None:
    assert masked(form("渝A12345"), "看到{}了", party(plate="渝A12345"))


@pytest.mark.parametrize(
    "written", ["渝A·12345", "渝a12345", "渝A12E45", "A12E45", "渝AI2345", "渝 A 12345", "渝A\n12345"]
)
def test_a_known_plate_is_found_typed_in_haste(written: str) -> None:
    plate = "渝A12E45" if "E" in written else "渝A12345"
    assert masked(written, "看到{}了", party(plate=plate))


@pytest.mark.parametrize("frame", PHONES)
def test_a_known_telephone_is_found_with_what_is_written_before_and_behind_it(frame: str) -> None:
    assert masked("13812345678", frame.join(("请记", "了")), party(phone="13812345678"))


@pytest.mark.parametrize("written", [*HIDDEN, "l38l2345678", "138I2345678", "138一1234一5678"])
def test_a_known_telephone_is_found_half_hidden_or_mistyped(written: str) -> None:
    found = ENGINE.text(f"请记{written}了", (party(phone="13812345678"),))
    assert "5678" not in found.text
    assert "1381234" not in found.text


@pytest.mark.parametrize("written", ID_HIDDEN)
def test_a_known_citizens_number_is_found_half_hidden(written: str) -> None:
    found = ENGINE.text(f"请记{written}了", (party(id_number="500101198503121234"),))
    assert not [part for part in ("1234", "5001", "1985") if part in found.text]


@pytest.mark.parametrize("written", ["尾号5678", "尾号是5678", "后四位5678", "后4位：5678", "末四位为5678"])
def test_the_tail_of_a_known_number_is_found_behind_its_label(written: str) -> None:
    assert "5678" not in ENGINE.text(f"电话{written}的那个", (party(phone="13812345678"),)).text


@pytest.mark.parametrize(
    "written",
    [
        "王小芳",
        "王 小 芳",
        "王\u200b小芳",
        "王·小芳",
        "王*芳",
        "王某芳",
        "王（小）芳",
        "“王小芳”",
        "王小芳大姐",
        "王\n小芳",
        "王　小芳同志",
    ],
)
def test_a_known_name_is_found_however_it_is_written(written: str) -> None:
    assert "芳" not in ENGINE.text(f"昨天{written}来过", (party(name="王小芳"),)).text


@pytest.mark.parametrize(
    "text",
    [
        "我女儿小芳在家",
        "孩子大名小芳。",
        "我妈妈叫我小芳，",
        "小芳他妈妈来了",
        "我家芳芳在读",
        "小芳同学在读",
        "他取名小芳。",
    ],
)
def test_a_known_given_name_is_found_among_kin(text: str) -> None:
    assert "芳" not in ENGINE.text(text, (party(name="王小芳"),)).text


@pytest.mark.parametrize(
    ("name", "text"),
    [("扎西·次仁", "我老公扎西在场"), ("扎西·次仁", "扎西次仁来过"), ("扎西·次仁", "扎西•次仁来过")],
)
def test_a_known_name_of_several_parts_is_found_in_part(name: str, text: str) -> None:
    assert "扎西" not in ENGINE.text(text, (party(name=name),)).text


@pytest.mark.parametrize("text", ["刘骏伯大哥在场", "当时刘骏伯来了", "刘骏来了"])
def test_a_name_that_ends_like_a_title_is_a_name(text: str) -> None:
    assert "骏" not in ENGINE.text(text, (party(name="刘骏伯"),)).text


@pytest.mark.parametrize(
    "written",
    [
        *("1985年3月12日", "1985年03月12", "1985-03-12", "1985.3.12", "1985/3/12", "85.3.12", "85年3月12日"),
        *("19850312", "1985、3、12", "一九八五年三月十二日", "一九八五年三月十二", "1985 年 3 月 12 日"),
        *("1985年3月\n12日", "１９８５年３月１２日"),
    ],
)
def test_a_known_birth_date_is_found_however_it_is_written(written: str) -> None:
    assert masked(written, "表上写的{}，", party(birth_date="1985-03-12"))
