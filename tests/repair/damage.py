"""Damage as content farms make it, for tests that undo it."""

import random
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from reader.model.characters import big5
from reader.repair import data
from reader.repair.script import traditional_forms

#: Common words; none of them means something else when its characters are converted one by one.
WORDS = [
    "我们", "你们", "他们", "时间", "问题", "学习", "数据", "网络", "网站", "模型", "训练", "结果",
    "发现", "经济", "政府", "国家", "社会", "历史", "文化", "艺术", "语言", "电脑", "软件", "系统",
    "研究", "实验", "报告", "记录", "标题", "说明", "证明", "调查", "评测", "认为", "应该", "需要",
    "可以", "因为", "所以", "但是", "如果", "这个", "那个", "今天", "明天", "昨天", "去年", "今年",
    "开始", "结束", "进入", "离开", "变化", "增长", "减少", "提高", "下降", "简单", "复杂", "重要",
    "非常", "已经", "还有", "没有", "产品", "市场", "公司", "企业", "员工", "客户", "价格", "费用",
    "机会", "风险", "资源", "环境", "气候", "影响", "条件", "状况", "准备", "计划", "组织", "领导",
    "团队", "医院", "医生", "学校", "老师",
]  # fmt: skip
MARKS = ("，", "。", "？", "！", "：", "；", "、")

#: Some of what converters of family A are known to annotate, with the reading that they write.
READINGS = {
    "網": "wǎng", "數": "shù", "據": "jù", "學": "xué", "習": "xí", "訓": "xùn", "練": "liàn", "結": "jié",
    "發": "fā", "現": "xiàn", "經": "jīng", "國": "guó", "歷": "lì", "藝": "yì", "語": "yǔ", "電": "diàn",
    "軟": "ruǎn", "統": "tǒng", "實": "shí", "驗": "yàn", "報": "bào", "標": "biāo", "說": "shuō",
    "證": "zhèng", "調": "diào", "評": "píng", "認": "rèn", "應": "yīng", "開": "kāi", "進": "jìn",
    "變": "biàn", "減": "jiǎn", "簡": "jiǎn", "複": "fù", "產": "chǎn", "業": "yè", "費": "fèi",
    "機": "jī", "資": "zī", "環": "huán", "氣": "qì", "響": "xiǎng", "準": "zhǔn", "備": "bèi", "計": "jì",
    "組": "zǔ", "領": "lǐng", "導": "dǎo", "團": "tuán", "醫": "yī", "優": "yōu", "們": "men", "為": "wéi",
    "範": "fàn", "謹": "jǐn",
}  # fmt: skip
_FLATTENED = {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}


def text(rng: random.Random, words: int) -> str:
    """Random Chinese, ending in a full stop."""
    parts = []
    for place in range(words):
        parts.append(rng.choice(WORDS))
        if place % 5 == 4:
            parts.append(rng.choice(MARKS))
    return "".join(parts).rstrip("".join(MARKS)) + "。"


@cache
def one_to_one() -> dict[int, str]:
    """Simplified → traditional, a character at a time; what exists in both scripts stays (于 后 里)."""
    simplified = sorted(set("".join(WORDS)))
    converted = OpenCC("s2tw").convert("\n".join(simplified)).split("\n")
    return {
        ord(s): t for s, t in zip(simplified, converted, strict=True) if s not in big5() and t in traditional_forms(s)
    }


def family_a(clean: str, table: list[str]) -> tuple[str, bool]:
    """Converted one by one, then, in GBK bytes, marks flattened and the characters of ``table`` annotated.

    The second answer: whether every code that was broken on the way can still be told from what is left.
    """
    codes = clean.translate(one_to_one()).encode("gbk")
    for character in table:
        code = character.encode("gbk")
        codes = codes.replace(code, code + f"({READINGS[character]})".encode("gbk"))
    for full, half in _FLATTENED.items():
        codes = codes.replace(full.encode("gbk"), half.encode("ascii"))
    return _read(codes)


def _read(codes: bytes) -> tuple[str, bool]:
    """Bytes as code page 936 reads them: a lead byte takes the next with it, and what is no code becomes a ?."""
    read: list[str] = []
    place, lossless = 0, True
    while place < len(codes):
        lead = codes[place]
        if lead <= 0x80:
            read.append(chr(lead) if lead < 0x80 else "€")
            place += 1
            continue
        pair = codes[place : place + 2]
        character = _character(pair)
        read.append(character or "?")
        lossless &= bool(character) or pair[1:] == b"("
        place += 2
    return "".join(read), lossless


def _character(pair: bytes) -> str:
    try:
        return pair.decode("gbk")
    except UnicodeDecodeError:
        in_private_use = pair[0] >= 0xA1 and pair[1:] >= b"\x40"
        return pair.decode("gb18030", "ignore") if in_private_use else ""


def family_b(clean: str, period: int) -> str:
    """Traditional, every ``period``-th Han character annotated, in turns with and without its tone."""
    return _annotated(clean, lambda place: place % period == period - 1)


def family_c(clean: str, rng: random.Random) -> str:
    """Traditional, characters annotated at random, toneless, up to four times."""
    return _annotated(clean, lambda _: rng.random() < 0.3, stack=lambda: rng.choice((1, 1, 2, 4)))


def _annotated(clean: str, chosen: Callable[[int], bool], stack: Callable[[], int] = lambda: 1) -> str:
    place = 0
    parts: list[str] = []
    for character in clean.translate(one_to_one()):
        parts.append(character)
        reading = _toneless_reading(character)
        if reading:
            if chosen(place):
                parts.append(f"({reading})" * stack())
            place += 1
    return "".join(parts)


@cache
def _toneless_reading(character: str) -> str:
    for line in data.read("readings.txt").splitlines():
        syllable, usual, _ = line.split(" ")
        if character in usual:
            return syllable
    return ""
