"""Reading a file: encodings, refusals, page furniture, headings, web pages."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from reportgen import extract, ledger, source
from reportgen.errors import InputError, TemplateError
from reportgen.source.plain import columns, plain
from reportgen.source.reading import parse

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "liuyang-business-environment.txt"
HANS = ROOT / "tests" / "samples" / "quarter-economy-hans.txt"
HANT = ROOT / "tests" / "samples" / "agri-subsidy-taiwan-hant.txt"


def test_the_seed_is_taken_apart() -> None:
    article = source.read(SEED)
    assert (article.publisher, article.date, article.time) == ("人民網-湖南頻道", "2023-02-01", "15:24")
    assert article.authors == ("張可夫", "胡呈利")
    assert article.editors == ("李淑靜", "彭應兵")
    assert [(s.heading, s.subheading, s.paragraphs[0], s.paragraphs[-1]) for s in article.sections] == [
        ("改革創新", "投資興業有熱度", 4, 10), ("暖心服務", "親商愛有溫度", 11, 18), ("法治保障", "護航發展有力度", 19, 23),
    ]  # fmt: skip
    assert len(article.paragraphs) == 23
    assert {d.why for d in article.dropped} == {"site", "breadcrumb", "dating", "controls", "byline", "share", "back"}
    for p in article.paragraphs:
        for s in p.sentences:
            assert p.start <= s.start < s.end <= p.end
            assert all(s.start <= c.start < c.end <= s.end for c in s.clauses)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "encoding"),
    [(HANS, e) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk")]
    + [(HANT, e) for e in ("utf-8", "big5", "cp950", "gb18030")],
)  # fmt: skip
def test_every_encoding_gives_the_same_text(tmp_path: Path, path: Path, encoding: str, ends: str) -> None:
    text = path.read_text(encoding="utf-8")
    copy = tmp_path / "article.txt"
    copy.write_bytes(text.replace("\n", ends).encode(encoding))
    assert source.read(copy).text == text


def test_invalid_bytes_are_read_and_noted(tmp_path: Path) -> None:
    data = HANS.read_bytes()
    copy = tmp_path / "article.txt"
    copy.write_bytes(data[:300] + b"\xff\xfe" + data[300:])
    article = source.read(copy)
    assert "\ufffd" in article.text
    assert next(note.start for note in article.notes) == article.text.index("\ufffd")
    assert len([f for f in extract.extract(article).facts if f.kind == "figure"]) >= 35


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", codecs.BOM_UTF8 + b"\r\n \n", "is empty"),
        ("english.txt", b"An article in English, without any Chinese.\n" * 3, "no Chinese sentence"),
        ("furniture.txt", "首页 > 新闻\n分享\n返回顶部\n".encode(), "no Chinese sentence"),
        ("paper.txt", b"%PDF-1.7 ....", "is a PDF"),
        ("noise.txt", bytes(range(256)) * 20, "binary"),
        ("big.txt", b"a" * (5 * 1024 * 1024 + 1), "5 MB"),
        ("page.html", b"<html><body></body></html>", "no article"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        source.read(path)
    message = str(refused.value)
    assert words in message
    assert name in message
    assert "\n" not in message


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        source.read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        source.read(tmp_path)


def test_an_article_without_a_date_has_none() -> None:
    assert parse("標題\n\n全縣新增企業三十家，群眾都說好。").date is None


def test_a_web_page_is_read_through_its_article(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in HANS.read_text(encoding="utf-8").split("\n")[3:] if line)
    page = tmp_path / "page.html"
    page.write_bytes(
        f'<html lang="zh"><head><meta charset="gb2312"><title>沂川经济开局有底气_沂川日报</title>'
        f'<meta property="article:published_time" content="2024-04-25T07:31:08+08:00">'
        f'<meta property="og:site_name" content="沂川日报"></head><body><nav><a href="/">首页</a></nav>'
        f"<article><h1>沂川经济开局有底气</h1>{body}</article></body></html>".encode("gb18030")
    )
    article = source.read(page)
    credited = tmp_path / "credited.html"
    line = "<div>2024-04-25 07:31 来源：沂川晚报 字号：大 中 小</div><article>".encode("gb18030")
    credited.write_bytes(page.read_bytes().replace(b"<article>", line))
    assert source.read(credited).publisher == "沂川晚报"
    assert (article.headline, article.date, article.publisher, article.origin) == (
        "沂川经济开局有底气",
        "2024-04-25",
        "沂川日报",
        "html",
    )
    made = ledger.to_dict(extract.extract(article))
    assert made["article"]["text"] == article.text
    assert sum(fact["kind"] == "figure" for fact in made["facts"]) >= 36


def test_an_unknown_column_or_unit_is_no_crash_and_a_wrong_word_list_names_file_key_and_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    from reportgen import assets, lexicon

    shutil.copytree(assets.templates_dir(), tmp_path / "templates")
    units = tmp_path / "templates" / "lexicon" / "units.toml"
    units.write_text(units.read_text(encoding="utf-8").replace('"畝" = ["畝"]', '"畝" = "畝"'), encoding="utf-8")
    caches = [assets.template, lexicon.table, lexicon.words, lexicon.alternation]
    from reportgen.extract import units as unit_module

    caches += [unit_module._table, unit_module._units]
    monkeypatch.setattr(assets, "templates_dir", lambda: tmp_path / "templates")
    monkeypatch.setattr(lexicon, "templates_dir", lambda: tmp_path / "templates")
    for cached in caches:
        cached.cache_clear()
    try:
        with pytest.raises(TemplateError) as refused:
            extract.extract(parse("标题\n\n全县种植小麦35亩，群众都说好。"))
        assert "units.toml" in str(refused.value)
        assert "area.畝" in str(refused.value)
        assert "is not a list" in str(refused.value)
    finally:
        monkeypatch.undo()
        for cached in caches:
            cached.cache_clear()


def test_the_fold_table_is_that_of_its_maker() -> None:
    from tests.make_fold import TARGET, render

    assert TARGET.read_text(encoding="utf-8") == render()


PAGES = {
    "notice": (
        "石渠县人民政府办公室关于印发石渠县农机购置补贴办法的通知\n石政办发〔2024〕12号\n\n各乡镇人民政府：\n\n现将办法印发给你们，请认真执行。\n\n"
        "一、补贴对象\n从事农业生产的个人和组织。\n\n二、补贴标准\n（一）一般机具\n单机补贴额不超过5万元。\n\n石渠县人民政府办公室\n2024年5月6日\n（此件公开发布）\n",
        ["一、补贴对象", "二、补贴标准"], "2024-05-06", "石渠县人民政府办公室",
    ),
    "encyclopedia": (
        "青嵐大橋\n維基百科，自由的百科全書\n跳至導覽 跳至搜尋\n\n青嵐大橋是一座公路橋，全長[1]3268米。\n\n目錄\n1 歷史\n2 設計\n\n歷史[編輯]\n"
        "大橋於2006年動工。\n\n設計[編輯]\n主跨268米，設雙向6車道。\n\n參考資料[編輯]\n^ 青嵐大橋通車. 青嵐日報. 2009-11-29.\n",
        ["歷史", "設計"], None, None,
    ),
    "account": (
        "重磅！宁溪签下35个项目\n原创 宁溪发布 宁溪发布 2024-09-12 20:05 发表于湖南\n点击上方蓝字关注我们\n\n9月12日，宁溪县举行招商推介会。\n01\n产业聚链\n"
        "其中亿元以上项目12个。\n02\n服务暖心\n平均办结时间3天。\n\n编辑：段宁\n点赞 在看\n",
        ["产业聚链", "服务暖心"], "2024-09-12", "宁溪发布",
    ),
    "transcript": (
        "候鸟来了\n青泽融媒 2024-11-08 18:20\n\n【导语】初冬时节，候鸟飞抵青泽湿地。\n\n【同期】青泽县湿地保护中心主任 钟离川\n我们每天巡护三次\n\n"
        "【正文】护鸟员说，日子越过越好。\n",
        [], "2024-11-08", "青泽融媒",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_kinds_of_page(kind: str) -> None:
    text, sections, date, publisher = PAGES[kind]
    article = parse(text)
    assert article.headline == text.split("\n", 1)[0]
    assert [s.heading for s in article.sections] == sections
    assert (article.date, article.publisher) == (date, publisher)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("雙溪港夜市退場\n\n雙溪港觀光夜市月底熄燈。港南市政府今天宣布，61攤將搬遷。\n\n雙溪港夜市在排洪道上，雙溪港夜市曾淹水，市府同意補助。", "港南市"),
        ("零售回暖\n\n上半年消费市场回升，消费市场活跃，消费信心增强，带动消费增长。", None),
        ("環境局公布回收數字\n環境局 2025年1月2日\n\n環境局今日公布，去年回收廚餘2萬公噸，環境局將增設回收點。", None),
        ("一粒足球滚热一座县城，苗岭“村超”带火夏季经济\n\n苗岭县城南体育场坐满了人。苗岭村超带火夏季经济，苗岭接待游客1万人。", "苗岭县"),
    ],
)  # fmt: skip
def test_place_is_no_everyday_word(text: str, place: str | None) -> None:
    assert parse(text).place == place


def test_items_behind_pictures_are_no_headings() -> None:
    text = (
        "小城凭什么让企业点赞\n榆港发布 2026-03-18\n\n"
        "01 人才来了有房住\n近两年，榆港县累计引进大学生8900余名，建成人才公寓2600套。\n"
        "✅ 本科毕业生：租房补贴每月800元\n✅ 硕士毕业生：购房补贴最高20万元\n✅ 博士毕业生：安家费60万元起\n\n"
        "会议明确，2026年榆港县将新增规上工业企业60家。\n"
    )
    assert [section.heading for section in parse(text).sections] == ["01 人才来了有房住"]


def _wrapped(text: str, width: int) -> str:
    """A text as it is copied out of a PDF: broken at a fixed number of columns, a blank line behind each paragraph."""
    out = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            if columns(line + character) > width:
                out.append(line)
                line = ""
            line += character
        out += [line, ""] if columns(paragraph) > width else [line]
    return "\n".join(out)


@pytest.mark.parametrize("width", [56, 64])
def test_lines_broken_at_a_fixed_width_are_joined(width: int) -> None:
    long = ("economy-threequarters", "feature-hospital", "harvest", "tourism-holiday")
    for path in (SEED, HANS, HANT, *(ROOT / "tests" / "articles" / "dev" / f"{name}-hans.txt" for name in long)):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        joined, done = plain(_wrapped(text, width), markdown=False)
        assert done == ("lines broken at a fixed width were joined",)
        told, known = parse(joined), parse(text)
        assert [joined[p.start : p.end] for p in told.paragraphs] == [text[p.start : p.end] for p in known.paragraphs]
        assert told.headline == known.headline and len(told.sections) == len(known.sections)


def test_no_article_with_whole_paragraphs_is_joined() -> None:
    for path in sorted((ROOT / "tests" / "articles").glob("*/*.txt")):
        article = source.read(path)
        assert not [note for note in article.notes if "joined" in note.message], path.name


def test_the_marks_of_markdown_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "news.md"
    path.write_text(
        "# 榆港民营经济迸发活力\n榆港日报 2026年3月18日\n\n截至2025年底，全县共有经营主体**11.8万户**，同比增长9.6%。\n\n"
        "## 企业说\n\n> “现在在一个窗口全办了。”[澄海公司](https://example.com/a?b=1)负责人刘思齐说。\n\n![图](a.png)\n",
        encoding="utf-8",
    )
    article = source.read(path)
    assert article.origin == "mended" and ledger.to_dict(extract.extract(article))["article"]["text"] == article.text
    told = "".join(article.text[p.start : p.end] for p in article.paragraphs)
    assert article.headline == "榆港民营经济迸发活力" and [s.heading for s in article.sections] == ["企业说"]
    assert "经营主体11.8万户" in told and "澄海公司负责人" in told and not set("*>[]!") & set(told)
