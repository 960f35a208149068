"""Rules that came from copies a stranger made: what a user may say, what belongs to a name, where a quotation ends, what a
seal says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reportgen.verify import check_folder, claims, ground_of
from reportgen.verify.ground import dense
from reportgen.verify.quotes import _broken_off
from reportgen.verify.texts import Texts
from tests.verify.wrong_others import CLAIMS

_ARTICLE = (
    "审批提速　把时间还给企业\n汐川日报 2025年11月18日\n\n"
    "去年汐川县社会消费品零售总额298.7亿元，增长5.5%，县政务中心居全省县级第1名。\n\n"
    "受访家庭人均居住面积为5.8平方米，有效商标注册量提升至2.28万件，项目平均11个月完工。\n\n"
    "店主周明说：“港人去深圳，我们也去深圳，机会总比困难多。”他每月补贴3万元到6万元不等。\n"
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    article = tmp_path_factory.mktemp("others") / "a.txt"
    article.write_text(_ARTICLE, encoding="utf-8")
    return Texts(ground=ground_of(article))


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_result_in_words_is_a_claim(claim: str) -> None:
    core = dense(claim).text
    assert claims.claimed(core) or claims.speech(core)


@pytest.mark.parametrize(
    "own",
    [
        "請各位同事參閱。", "下周會議討論此頁。", "以上供內部討論，請勿外傳。", "謝謝聆聽！", "歡迎提出意見。", "這頁講慢一點。",
        "本頁內容待補充。", "我們可以借鑒這個做法。", "詳情請向辦公室查詢。", "這部分由張同事講解。", "請特別留意右邊的圖。",
    ],
)  # fmt: skip
def test_what_one_says_to_ones_readers_is_none(own: str) -> None:
    core = dense(own).text
    assert not claims.claimed(core)
    assert not claims.speech(core)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("把时间还给企业", "把时间给企业"),
        ("社会消费品零售总额298.7亿元，增长5.5%", "社会消费品零售298.7亿元，增长5.5%"),
        ("有效商标注册量提升至2.28万件", "商标注册量提升至2.28万件"),
        ("“港人去深圳，我们也去深圳，机会总比困难多。”", "“港人去深圳，我们去深圳，机会总比困难多。”"),
        ("每月补贴3万元到6万元不等", "每月补贴3万元到6万元"),
        ("项目平均11个月完工", "项目11个月完工"),
    ],
)
def test_a_word_of_a_name_is_not_left_out(texts: Texts, right: str, wrong: str) -> None:
    assert texts.prove(right).ok
    assert not texts.prove(wrong).ok


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("“港人去深圳，我们也去深圳，机会总比困难多。”", False),
        ("“港人去深圳，我们也去深圳。”", True),
        ("“港人去深圳，我们也去深圳……”", False),
        ("“我们也去深圳，机会总比困难多”", False),
    ],
)
def test_a_quotation_ends_with_its_sentence(text: str, broken: bool) -> None:
    assert _broken_off(text, "港人去深圳，我们也去深圳，机会总比困难多。") is broken


@pytest.fixture
def folder(outputs: Path, tmp_path: Path) -> Path:
    """The sealed files of one small article."""
    made = tmp_path / "out"
    made.mkdir()
    manifest = json.loads((outputs / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] = {n: row for n, row in manifest["files"].items() if n.startswith("agri")}
    for name in manifest["files"]:
        shutil.copy(outputs / name, made)
    (made / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return made


@pytest.mark.parametrize("key", ["bytes", "kind", "ledger", "source"])
def test_a_seal_says_what_is_there(folder: Path, key: str) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    name = next(n for n in manifest["files"] if n.endswith(".pptx"))
    row = manifest["files"][name]
    row[key] = {"bytes": 1, "kind": "briefing", "ledger": "0" * 64, "source": {"name": "x.txt", "sha256": "0" * 64}}[
        key
    ]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert [f.file for f in check_folder(folder).findings] == [name]


def test_a_deck_that_nobody_sealed_is_told(folder: Path) -> None:
    shutil.copy(next(folder.glob("*.pptx")), folder / "other.pptx")
    report = check_folder(folder)
    assert "other.pptx: not sealed" in report.seal
    assert [f.file for f in report.findings] == ["other.pptx"]
