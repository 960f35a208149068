"""Nothing in the program is written for the article in seeds/: not a name, not a slogan, not eight characters of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache

import pytest

from reportgen.fold import fold
from tests.conftest import ROOT, SAMPLES, SEED

RUN = 8
HAN = re.compile(r"[\u3400-\u9fff]+")
QUOTED = re.compile(r"[“「『《‘]([^“「『《‘”」』》’]+)[”」』》’]")

# People, places, firms and works that the article names without quotation marks (folded to simplified).
NAMES = (
    "浏阳", "瀏陽", "liuyang", "湖南", "hunan", "长沙", "changsha", "长株潭", "湘赣", "蕉溪岭", "金阳大道", "长兴湖", "西湖山",
    "普迹", "惠科", "博大汽车", "明瑞", "贝恩", "国记石", "袁格兰", "张可夫", "胡呈利", "李淑静", "彭应兵", "烟花", "爆竹",
    "花炮", "刷脸", "超高清面板",
)  # fmt: skip

# Words that the article puts into quotation marks and that are everybody's, each with why the program may hold it.
GENERAL = {
    "加速度": "a common metaphor: the word after 了 that makes a clause a slogan in any article",
    "新活力": "a common metaphor, as 加速度",
    "基石": "a common metaphor",
    "三位一体": "an idiom with numerals that count nothing",
    "千里马": "an idiom with a numeral that counts nothing",
    "二次创业": "an idiom with an ordinal, used of any firm or park",
    "放管服": "the name of a policy of the whole state",
    "加码": "a common verb",
}
# Furniture of a site's pages is the same under each of its articles.
FURNITURE = ("分享让更多人看到",)


def forms(text: str) -> tuple[str, str]:
    """A text as it is, and folded."""
    return text, fold(text).lower()


def program_texts() -> Iterator[tuple[str, str]]:
    """Every text that is part of the program, with its name: code, word lists, and the parts of the decks' templates."""
    for folder in ("reportgen", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            name = str(path.relative_to(ROOT))
            if path.suffix in (".pptx", ".potx"):
                with zipfile.ZipFile(path) as archive:
                    for entry in archive.namelist():
                        yield f"{name}!{entry}", archive.read(entry).decode("utf-8", "replace")
            # fold.txt is a table of all characters, two a word: what stands side by side there says nothing.
            elif path.suffix in (".py", ".toml", ".txt", ".json", ".css", ".html") and path.name != "fold.txt":
                yield name, path.read_text(encoding="utf-8")


@cache
def seed_runs() -> set[str]:
    """The article's stretches of eight characters."""
    return runs(fold(SEED.read_text(encoding="utf-8")))


def runs(text: str) -> set[str]:
    """All stretches of eight Han characters without anything between them."""
    return {part[i : i + RUN] for part in HAN.findall(text) for i in range(len(part) - RUN + 1)}


@cache
def seed_words() -> set[str]:
    """What must not be in the program: names, and whatever the article puts into quotation or title marks."""
    article = fold(SEED.read_text(encoding="utf-8"))
    quoted = {part for words in QUOTED.findall(article) for part in (words, *re.split(r"[,、:。!]", words))}
    quoted = {words for words in quoted if len("".join(HAN.findall(words))) >= 3}
    return {word for word in quoted | {fold(name) for name in NAMES} if word not in GENERAL}


def found_in(name: str, text: str) -> list[str]:
    """Everything of the article that stands in a text."""
    held: set[str] = set()
    for form in forms(text):
        held |= {word for word in seed_words() if word in form}
        held |= runs(form) & seed_runs()
    return sorted(f"{name}: {item}" for item in held if item not in FURNITURE)


def test_the_program_does_not_know_the_article() -> None:
    told = [line for name, text in program_texts() for line in found_in(name, text)]
    assert not told, "\n".join(told)


def test_the_names_are_the_articles() -> None:
    article = fold(SEED.read_text(encoding="utf-8")).lower()
    latin = {"liuyang", "hunan", "changsha"}
    assert [name for name in NAMES if fold(name) not in article and name not in latin] == []
    assert [word for word in GENERAL if word not in article] == []


@pytest.mark.parametrize(
    "text",
    [
        'TITLE = "浏阳"',
        "# 營商環境提質年",
        '"居中部六省縣域首位"',
        "x = '城强则贾兴在良好营商环境的沃土中'",
        "def liuyang(): ...",
        "袁格蘭",
    ],
)
def test_a_planted_word_is_found(text: str) -> None:
    assert found_in("x.py", text)


def test_another_article_holds_none_of_it() -> None:
    """The test is no net so fine that any Chinese text hangs in it."""
    for path in SAMPLES:
        assert found_in(path.name, path.read_text(encoding="utf-8")) == []
