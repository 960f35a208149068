"""A name before a cut of the article is proven as its owner's: the body that the bare noun there means, or the subject
that the sentence goes on with. Any other body's name before the same words is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.verify import ground_of
from reportgen.verify.texts import Texts

TEXT = (
    "岚江技师学院改革见闻\n岚江日报 2025年6月18日\n\n6月12日，岚江技师学院开放日迎来300名家长。2021年起，学院与42家企业合作办学。"
    "三年来，参加“双元班”的学生由76人增加到1240人。\n\n去年，学院毕业生初次就业率98.3%，留在本市的占74%。"
    "鼎新集团录用毕业生58人。柳溪商会捐赠设备120台。\n\n岚江农商银行启动整村授信。该行已为11.7万户农户建立信用档案，建档面96.3%。\n"
)
RIGHT = (
    "岚江技师学院2024年毕业生初次就业率98.3%",
    "岚江技师学院参加“双元班”的学生由76人增加到1240人",
    "岚江农商银行已为11.7万户农户建立信用档案",
    "岚江农商银行建档面96.3%",
)
WRONG = (
    "鼎新集团2024年毕业生初次就业率98.3%",
    "岚江农商银行2024年毕业生初次就业率98.3%",
    "鼎新集团捐赠设备120台",
    "柳溪商会录用毕业生58人",
    "岚江技师学院建档面96.3%",
    "鼎新集团建档面96.3%",
    "岚江技师学院已为11.7万户农户建立信用档案",
    "鼎新集团参加“双元班”的学生由76人增加到1240人",
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    article = tmp_path_factory.mktemp("owners") / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    return Texts(ground=ground_of(article))


@pytest.mark.parametrize("text", RIGHT)
def test_the_owners_name_is_proven(texts: Texts, text: str) -> None:
    proof = texts.prove(text)
    assert proof.ok, proof.why


@pytest.mark.parametrize("text", WRONG)
def test_another_bodys_name_is_refused(texts: Texts, text: str) -> None:
    assert not texts.prove(text).ok


def test_a_name_stands_for_its_noun_before_a_tie(tmp_path: Path) -> None:
    """署方同日向…: with the name for 署方, 同日 is left out; another body's name is none for it."""
    article = tmp_path / "a.txt"
    article.write_text(
        "卫生服务署推出登记计划\n岚江日报 2025年11月18日\n\n卫生服务署今日推出登记计划，涉及拨款6800万元。\n\n"
        "岚江大学设站3个。署方同日向15间机构颁发“嘉许状”，共发出奖章86枚。\n",
        encoding="utf-8",
    )
    texts = Texts(ground=ground_of(article))
    assert texts.prove("卫生服务署向15间机构颁发“嘉许状”，共发出奖章86枚").ok
    assert not texts.prove("岚江大学向15间机构颁发“嘉许状”，共发出奖章86枚").ok


@pytest.mark.parametrize("word", ["全区", "区内", "该区"])
def test_a_firms_region_is_no_district(tmp_path: Path, word: str) -> None:
    """全区 behind a firm's 亚洲区 means no region of the firm's."""
    article = tmp_path / "a.txt"
    article.write_text(
        "岚江高新区项目签约\n岚江日报 2025年5月18日\n\n百川集团亚洲区总裁李然看重配套。\n\n"
        f"今年一季度，{word}已开工项目17个，完成工业投资36.4亿元。\n",
        encoding="utf-8",
    )
    texts = Texts(ground=ground_of(article))
    assert not texts.prove("百川集团亚洲区2025年一季度已开工项目17个").ok
    assert not texts.prove("百川集团亚洲区已开工项目17个").ok
