"""Display text: marks by script, quotation marks by depth, faults of conversion, and the way back to the raw text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.display import corrections, display, display_span, folded, shown

ROOT = Path(__file__).parents[1]
ARTICLES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "samples").glob("*.txt"))]

HANT = [
    ("今年,全市新增37家:其中9家上市;好!", "今年，全市新增37家：其中9家上市；好！"),
    ("投資5,000萬元,時間15:24,比例1:3", "投資5,000萬元，時間15:24，比例1:3"),
    ("新藥(原料藥)TAF(USA)項目", "新藥（原料藥）TAF（USA）項目"),
    ("許可証﹔總投資", "許可證；總投資"),
    ("獲評“最強市”“標杆縣”——這些", "獲評「最強市」「標杆縣」——這些"),
    ("“投資‘加碼’,很好。”他說", "「投資『加碼』，很好。」他說"),
    ("「外『內』外」", "「外『內』外」"),
    ('他說"很好"又說"不錯"', "他說「很好」又說「不錯」"),
    ("再造、提升...這一項...", "再造、提升……這一項……"),
    ("優秀城市--這些都是", "優秀城市——這些都是"),
    ("1—2月收窄，2020-2025年", "1–2月收窄，2020-2025年"),
    ("約翰‧史密斯與瑪麗•居禮", "約翰·史密斯與瑪麗·居禮"),
    ("增長８．５％，ＡＩ企業", "增長8.5%，AI企業"),
    ("空气质量状况.1-6月,官网.cn", "空气质量状况。1-6月，官网.cn"),
    ("使用 AI 技術，共 28 個", "使用AI技術，共28個"),
    ("the New York Times, 2023", "the New York Times, 2023"),
    ("見https://example.org/a,b?c=1:2", "見https://example.org/a,b?c=1:2"),
    ("大優環境激活力 推深做實", "大優環境激活力\u3000推深做實"),
    ("步履不息,求索不止。(張三 李四)", "步履不息，求索不止。（張三\u3000李四）"),
    ("　　開頭縮進", "開頭縮進"),
    ("零寬\u200b字\u202e與\x07控制", "零寬字與控制"),
]


@pytest.mark.parametrize(("raw", "printed"), HANT, ids=[raw[:12] for raw, _ in HANT])
def test_traditional_text(raw, printed):
    assert display(raw, "hant") == printed


def test_simplified_text_keeps_its_quotation_marks_and_characters():
    assert display("「外『内』外」,他说:“好‘的’”!", "hans") == "“外‘内’外”，他说：“好‘的’”！"
    assert display("只有后备干部", "hans") == "只有后备干部"
    assert corrections("只有后备干部", "hans") == ()


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("“沒有下引號的話,他說“真的”。", "「沒有下引號的話，他說「真的」。"),
        ("沒有上引號的話”,他說“真的”。", "沒有上引號的話」，他說「真的」。"),
        ("“外‘內沒有完”,又一“句”。", "「外『內沒有完」，又一「句」。"),
    ],
)
def test_an_unpaired_quotation_mark_turns_nothing_round(raw, printed):
    assert display(raw, "hant") == printed


FAULTS = [
    ("隻有在沃土中", "只有在沃土中"), ("三隻羊與一隻船", "三隻羊與一隻船"), ("皇后與背后的后備企業", "皇后與背後的後備企業"),
    ("標准化與批准", "標準化與批准"), ("體制造成的浪費與瀏陽制造、制藥、制度", "體制造成的浪費與瀏陽製造、製藥、制度"),
    ("若干部門的干部", "若干部門的幹部"), ("關注冊頁與商標注冊", "關注冊頁與商標註冊"), ("600余名,余先生說", "600餘名，余先生說"),
    ("千裡馬在這裡", "千里馬在這裡"), ("機關系統的關系", "機關系統的關係"), ("收獲與獲得", "收穫與獲得"), ("庄嚴、証明", "莊嚴、證明"),
    ("規范與示范,記者范明報道", "規範與示範，記者范明報道"), ("采訪傅采薇,風采", "採訪傅采薇，風采"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "printed"), FAULTS, ids=[raw[:8] for raw, _ in FAULTS])
def test_faults_of_conversion_are_mended_and_sound_words_are_not(raw, printed):
    assert display(raw, "hant") == printed


def test_corrections_name_the_words_and_names_are_left_alone():
    text = "湖南某制藥公司制造,証明,后備,后備。干部范后明。600余名"
    assert corrections(text, "hant") == (
        ("制藥", "製藥"), ("制造", "製造"), ("証", "證"), ("后", "後"), ("干部", "幹部"), ("余名", "餘名"),
    )  # fmt: skip
    assert "范后明" in display(text, "hant", names=("范后明",))
    assert "范後明" in display(text, "hant")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:20])
def test_articles_survive_and_are_pure(path):
    script = "hans" if "hans" in path.stem else "hant"
    raw = path.read_text("utf-8")
    printed = display(raw, script)
    assert folded(printed, script) == folded(raw, script)
    assert display(printed, script) == printed
    wrong = set(",;:!?") if script == "hant" else set()
    body = [line for line in printed.split("\n") if len(line) > 60]
    assert body
    assert not wrong & set("".join(body)) - {":"}
    assert not set("“”‘’" if script == "hant" else "「」『』") & set(printed)
    for line in body:
        opening, closing = ("「", "」") if script == "hant" else ("“", "”")
        assert line.count(opening) - line.count(closing) in (0, 1)


def test_the_real_article_has_no_leftover_of_the_other_script():
    opencc = pytest.importorskip("opencc")
    raw = ARTICLES[0].read_text("utf-8")
    printed = display(raw, "hant")
    there = opencc.OpenCC("t2s").convert(printed)
    back = opencc.OpenCC("s2t").convert(there)
    # Forms that are both right in traditional text, or that OpenCC turns the wrong way round.
    sound = {"為爲", "群羣", "眾衆", "啟啓", "簽籤", "布佈", "裡裏", "台臺", "了瞭", "周週"}
    left = {a + b for a, b in zip(printed, back, strict=True) if a != b} - sound
    assert left == set()


def test_a_cut_is_normalised_within_its_paragraph():
    text = "第一段“完”。\n他說:“投資‘加碼’,又‘加快’,很好。”記者說。"
    speech = text.index("投資")
    quoted = text.index("“投資")
    end = text.index("”記者") + 1
    assert display_span(text, quoted, end, "hant") == "「投資『加碼』，又『加快』，很好。」"
    assert display_span(text, speech, speech + 10, "hant") == "投資「加碼」，又「加"
    assert display_span(text, speech, speech + 6, "hant", depth=1) == "投資『加碼』"
    assert display_span(text, 0, len(text), "hant") == display(text, "hant")


def test_every_display_character_knows_where_it_comes_from():
    raw = "　再造...“好”\u200b,隻有 AI 技術"
    made = shown(raw, "hant")
    assert made.text == "再造……「好」，只有AI技術"
    assert list(made.origin) == sorted(made.origin)
    for char, at in zip(made.text, made.origin, strict=True):
        assert folded(char, "hant").strip("…-") in ("", folded(raw[at], "hant"))


def test_folding_keeps_numbers_and_words_apart():
    assert folded("2.28萬件", "hant") != folded("2.23萬件", "hant")
    assert folded("只有后備", "hant") == folded("隻有後備", "hant")
    assert folded("“甲‘乙’”", "hant") == folded("「甲『乙』」", "hant")
    assert folded("瀏陽", "hant") != folded("長沙", "hant")


ALPHABET = "后隻制造干部余范里裡瀏陽“”‘’「」『』\"'(),.:;!?…—-· \u3000\u200b\u202e\x00０Ａ％1aA\n﹔"


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(alphabet=st.one_of(st.sampled_from(ALPHABET), st.characters()), max_size=60),
    script=st.sampled_from(["hant", "hans"]),
)
def test_any_text_is_shown_without_loss_or_harm(text, script):
    printed = display(text, script)
    assert folded(printed.replace("\ufffd", ""), script) == folded(
        "".join(c for c in text if not "\ud800" <= c <= "\udfff").replace("\ufffd", ""), script
    )
    for char in printed:
        assert char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"), hex(ord(char))
    for line in text.split("\n"):
        made = shown(line, script)
        assert len(made.text) == len(made.origin)
        assert all(0 <= at < len(line) for at in made.origin)
