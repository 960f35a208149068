"""What one text says in words: shares, pairs, labels, parts of one shape, claims of the user's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.fold import _folding, fold
from reportgen.lexicon import longest_first
from reportgen.verify import ground_of
from reportgen.verify.ground import dense
from reportgen.verify.texts import Texts

TEXT = (
    "岚江一季度经济\n岚江日报 2025年4月24日\n\n"
    "全县规上工业增加值增长7.9%，居民人均可支配收入11872元，实际增长5.0%。社会消费品零售总额298.7亿元，增长5.5%。"
    "制造业增长9.2%。\n\n"
    "3月末，存款余额5206.8亿元，较年初增加263亿元；贷款余额首次突破4000亿元，达4031.5亿元。PM10平均浓度61微克，"
    "O3浓度158微克。\n\n"
    "改善幅度最大的是虞山区（下降15.3%），柳溪县不降反升，上升1.8%。玉米种植900公顷、大豆种植400公顷。出口额占全省近九成，"
    "占全国近六成。办理不动产登记326件，最快半个工作日办结，3000人以上大村覆盖率85%。\n\n"
    "县行政审批局副局长安如许说：“群众少跑路，企业好办事，这是我们的目标。”\n"
)

RIGHT = [
    "规上工业增加值增长7.9%", "社会消费品零售总额，增长5.5%", "大豆种植：400公顷", "O3浓度：158微克", "近九成",
    "改善幅度最大的是虞山区（下降15.3%），柳溪县不降反升，上升1.8%", "请各位同事参阅。", "此页供内部讨论使用。", "上半年再议。",
    "3000人以上大村覆盖率85%",
]  # fmt: skip
WRONG = [
    ("工业增加值增长7.9%", "规上 left out"),
    ("居民可支配收入11872元", "人均 left out"),
    ("动产登记", "不 left out"),
    ("大村覆盖率85%", "3000人以上 left out"),
    ("大豆种植：900公顷", "the number of its neighbour"),
    ("O3浓度：61微克", "the number of its neighbour"),
    ("存款余额达4031.5亿元", "the name of another clause"),
    ("改善幅度最大的是虞山区（下降15.3%），柳溪县不降反升，下降1.8%", "a direction turned"),
    ("改善幅度最大的是虞山区（下降15.3%），柳溪县降反升，上升1.8%", "不 left out"),
    ("社会消费品零售总额，增长9.2%", "the change of something else"),
    ("近八成", "another share"),
    ("居民人均可支配工资11872元", "another noun"),
    *((claim, "a claim of one's own") for claim in ("出口额翻一番。", "利润减半。", "逾半企业已复工。", "投资过亿。")),
    *((claim, "a claim of one's own") for claim in ("投资千万元。", "惠及十几家企业。", "居全国首位。", "零投诉。")),
    ("Investment of three billion yuan.", "a claim of one's own"),
    ("安如许表示，形势十分严峻。", "words put into a mouth"),
]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    article = tmp_path_factory.mktemp("words") / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    return Texts(ground=ground_of(article))


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_article_says_is_proven_or_ones_own(texts: Texts, text: str) -> None:
    proof = texts.prove(text)
    assert proof.ok or proof.kind == "own", proof.why


@pytest.mark.parametrize(("text", "what"), WRONG)
def test_what_it_does_not_say_is_refused(texts: Texts, text: str, what: str) -> None:
    assert texts.prove(text).kind == "none", what


@given(
    st.text(alphabet=st.one_of(st.sampled_from("浏瀏阳陽2.，,:：(（)）gè “\u200b\u3000…-—\U0001f600"), st.characters()))
)
def test_folding_is_left_out_only_where_it_changes_nothing(text: str) -> None:
    assert fold(text) == text.translate(_folding())
    plain = "".join(dense(char).text for char in text)
    assert ("(" in plain or dense(text).text == dense(plain).text) and dense(dense(text).text).text == dense(text).text


def test_word_lists_are_joined_in_one_order() -> None:
    assert longest_first(["比", "同比", "約", "環比", "同比"]) == ["同比", "環比", "比", "約"]
