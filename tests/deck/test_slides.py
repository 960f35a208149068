"""What a reader and an editor of the deck would notice: titles, fonts, notes, links, sections, alternatives, hostile text."""

from __future__ import annotations

import io
import itertools
import json
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.assets import Issuer, load_theme
from reportgen.deck import write_deck
from reportgen.story.blocks import Claim, Pair, Pairs
from tests.deck import stories
from tests.deck.rules import P14, A, C, Deck, P, findings
from tests.fixtures.seed_story import STORY

TEXT = f"{A}t"


def _deck(tmp_path: Path, story: object, name: str = "deck", **options: object) -> Path:
    path = tmp_path / f"{name}.pptx"
    write_deck(story, options.pop("theme", None) or load_theme(), b'{"facts":[]}', path, **options)  # type: ignore[arg-type]
    return path


def _titles(deck: Deck) -> list[str]:
    out = []
    for name in deck.named(r"ppt/slides/slide\d+\.xml"):
        first = next(deck.xml[name].iter(f"{P}sp"))
        assert next(first.iter(f"{P}ph")).get("type") in ("title", "ctrTitle"), f"{name}: the title is not first"
        out.append("".join(t.text or "" for t in first.iter(TEXT)))
    return out


def test_seed_has_twelve_to_sixteen_slides_and_an_appendix_of_its_own(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    groups = {
        s.get("name"): len(list(s.iter(f"{P14}sldId"))) for s in deck.xml["ppt/presentation.xml"].iter(f"{P14}section")
    }
    assert list(groups) == ["總覽", "改革創新", "暖心服務", "法治保障", "說明與附錄", "附錄"]
    assert 12 <= sum(groups.values()) - groups["附錄"] <= 16
    assert groups["附錄"] == 3


def test_titles_are_first_unique_and_at_most_two_lines(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    titles = _titles(deck)
    assert len(set(titles)) == len(titles)
    for name in deck.named(r"ppt/slides/slide\d+\.xml"):
        body = next(deck.xml[name].iter(f"{P}txBody"))
        lines = len(body.findall(f"{A}p")) + len(list(body.iter(f"{A}br")))
        assert lines <= 2, name


def test_every_run_names_both_fonts_and_a_language(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    for name in [*deck.named(r"ppt/slides/slide\d+\.xml"), *deck.named(r"ppt/notesSlides/notesSlide\d+\.xml")]:
        for properties in deck.xml[name].iter(f"{A}rPr"):
            assert properties.get("lang") == "zh-TW"
            assert properties.find(f"{A}latin").get("typeface").startswith("+")
            assert properties.find(f"{A}ea").get("typeface").startswith("+")


def test_paragraphs_have_exact_spacing_and_frames_no_autofit(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    for name in deck.named(r"ppt/slides/slide\d+\.xml"):
        root = deck.xml[name]
        for properties in root.iter(f"{A}pPr"):
            assert properties.find(f"{A}lnSpc/{A}spcPts") is not None
            assert (properties.get("hangingPunct"), properties.get("eaLnBrk")) == ("0", "1")
        for body in root.iter(f"{P}txBody"):
            assert body.find(f"{A}bodyPr/{A}noAutofit") is not None
        for size in root.iter(f"{A}rPr"):
            assert int(size.get("sz")) >= 1050


def test_text_stands_in_placeholders_but_for_labels_of_drawings(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    for name in deck.named(r"ppt/slides/slide\d+\.xml"):
        free = [
            s
            for s in deck.xml[name].iter(f"{P}sp")
            if s.find(f"{P}txBody") is not None and s.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None
        ]
        drawn = sum(1 for _ in deck.xml[name].iter(f"{C}chart"))
        assert not free or drawn, name


def test_charts_are_native_with_a_clean_sheet(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    charts = deck.named(r"ppt/charts/chart\d+\.xml")
    assert len(charts) >= 3
    for name in charts:
        for properties in deck.xml[name].iter(f"{A}defRPr", f"{A}rPr", f"{A}endParaRPr"):
            assert properties.find(f"{A}ea") is not None
        book = next(t for k, t in deck.rels(name).values() if k == "package")
        with zipfile.ZipFile(io.BytesIO(deck.raw[book])) as sheet:
            data = sheet.read("xl/worksheets/sheet1.xml").decode()
            words = sheet.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in data
        assert "hyperlink" not in data
        assert "出處原句" in words


def test_alternative_text_says_all_values(seed_deck: Path) -> None:
    words = " ".join(
        e.get("descr", "")
        for n in Deck(seed_deck).named(r"ppt/slides/slide\d+\.xml")
        for e in Deck(seed_deck).xml[n].iter(f"{P}cNvPr")
    )
    for value in ("近九成", "近六成", "目標：1000億元級", "76至106天"):
        assert value in words


def test_notes_hold_fact_numbers_and_paragraphs(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    for name in deck.named(r"ppt/notesSlides/notesSlide\d+\.xml"):
        text = "".join(t.text or "" for t in deck.xml[name].iter(TEXT))
        assert text.startswith("可以這樣說：")
        assert "依據" in text or "沒有新的數字" in text or name.endswith("Slide1.xml")
    third = "".join(t.text or "" for t in deck.xml["ppt/notesSlides/notesSlide3.xml"].iter(TEXT))
    assert "F8：" in third
    assert "（第9段）" in third


def test_figures_link_to_their_row_and_rows_back(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    slides = deck.named(r"ppt/slides/slide\d+\.xml")
    for name in slides:
        for shape in deck.xml[name].iter(f"{P}cNvPr"):
            if (link := shape.find(f"{A}hlinkClick")) is None:
                continue
            fact = shape.get("name").removeprefix("fact:")
            target = deck.rels(name)[
                link.get(f"{{{'http://schemas.openxmlformats.org/officeDocument/2006/relationships'}}}id")
            ][1]
            assert fact in link.get("tooltip")
            assert deck.xml[target].find(f".//{A}tbl") is not None
    backs = [deck.rels(n) for n in slides[-3:]]
    assert all(sum(kind == "slide" for kind, _ in rels.values()) >= 3 for rels in backs)


def test_the_ledger_travels_inside(seed_deck: Path) -> None:
    deck = Deck(seed_deck)
    assert json.loads(deck.xml["customXml/item1.xml"].text)["facts"][0]["id"] == "F1"


def test_properties_come_from_the_article(seed_deck: Path) -> None:
    core = Deck(seed_deck).raw["docProps/core.xml"].decode()
    assert "2023-02-01T00:00:00Z" in core
    assert "<dc:language>zh-TW</dc:language>" in core
    assert STORY.headline in core


def test_size(seed_deck: Path) -> None:
    assert seed_deck.stat().st_size <= 250_000


def test_same_bytes_in_another_process(tmp_path: Path, seed_deck: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from reportgen.assets import load_theme; from reportgen.deck import write_deck;"
        "from tests.deck.conftest import LEDGER; from tests.fixtures.seed_story import STORY;"
        "write_deck(STORY, load_theme(), LEDGER, Path(sys.argv[1]))"
    )
    for seed in ("0", "77"):
        path = tmp_path / f"{seed}.pptx"
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": "Asia/Taipei", "PATH": ""},
        )
        assert path.read_bytes() == seed_deck.read_bytes()


def test_templates_are_as_built() -> None:
    from reportgen.assets import templates_dir
    from reportgen.deck.template import template_bytes

    for script in ("hant", "hans"):
        assert (templates_dir() / f"deck-{script}.pptx").read_bytes() == template_bytes(load_theme(), script)


def test_template_has_ten_layouts_with_placeholders() -> None:
    from reportgen.assets import templates_dir

    deck = Deck(templates_dir() / "deck-hant.pptx")
    layouts = deck.named(r"ppt/slideLayouts/slideLayout\d+\.xml")
    names = {deck.xml[n].find(f"{P}cSld").get("name") for n in layouts}
    assert len(names) >= 10
    assert all(sum(1 for _ in deck.xml[n].iter(f"{P}ph")) >= 4 for n in layouts)


@pytest.mark.parametrize("make", [stories.hostile, stories.bare, stories.long, stories.charts])
def test_other_stories_build_sound_decks(tmp_path: Path, make) -> None:
    from openxml_audit import validate_pptx

    path = _deck(tmp_path, make())
    assert findings(path) == []
    assert [str(e) for e in validate_pptx(str(path)).errors] == []
    deck = Deck(path)
    titles = _titles(deck)
    assert len(titles) >= 4
    assert len(set(titles)) == len(titles)
    text = b"".join(data for name, data in deck.raw.items() if name.endswith(".xml"))
    assert b"_x00" not in text
    assert "\u202e".encode() not in text


def test_hostile_cells_stay_text(tmp_path: Path) -> None:
    deck = Deck(_deck(tmp_path, stories.hostile()))
    books = [n for n in deck.raw if n.endswith(".xlsx")]
    assert books
    for name in books:
        with zipfile.ZipFile(io.BytesIO(deck.raw[name])) as sheet:
            assert "<f>" not in sheet.read("xl/worksheets/sheet1.xml").decode()
            assert not any("rels" in n and "sheet1" in n for n in sheet.namelist())


def test_falls_are_drawn_below_zero(tmp_path: Path) -> None:
    deck = Deck(_deck(tmp_path, stories.charts()))
    values = [
        [float(v.text) for v in bars.iter(f"{C}v")]
        for n, root in sorted(deck.xml.items())
        if n.startswith("ppt/charts/chart") and (bars := root.find(f".//{C}val")) is not None
    ]
    assert [9.2, 7.9, -8.4, -11.7] in values
    formats = " ".join(
        f.get("formatCode")
        for n, root in deck.xml.items()
        if n.startswith("ppt/charts/chart")
        for f in root.iter(f"{C}numFmt")
    )
    assert '"下降"0.0"%' in formats


def test_issuer_is_shown(tmp_path: Path) -> None:
    theme = replace(load_theme(), issuer=Issuer(name="某市研究室", logo="", contact=""))
    deck = Deck(_deck(tmp_path, STORY, theme=theme))
    for name in ("ppt/slides/slide1.xml", "ppt/slides/slide2.xml"):
        assert "某市研究室" in "".join(t.text or "" for t in deck.xml[name].iter(TEXT))
    assert "<dc:creator>某市研究室</dc:creator>" in deck.raw["docProps/core.xml"].decode()


def test_logo_and_contact_stand_on_the_cover(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (400, 100), (11, 79, 108)).save(tmp_path / "logo.png")
    issuer = Issuer(name="某市研究室", logo=str(tmp_path / "logo.png"), contact="電話 0731")
    path = _deck(tmp_path, STORY, theme=replace(load_theme(), issuer=issuer))
    assert findings(path) == []
    deck = Deck(path)
    cover = deck.xml["ppt/slides/slide1.xml"]
    picture = next(cover.iter(f"{P}pic"))
    assert next(picture.iter(f"{P}cNvPr")).get("descr") == "某市研究室"
    assert "電話 0731" in "".join(t.text or "" for t in cover.iter(TEXT))


def test_a_users_theme_changes_the_theme_part(tmp_path: Path) -> None:
    theme = load_theme()
    other = replace(theme, colour={**theme.colour, "river": "#7A1F5C"}, sha256="other")
    deck = Deck(_deck(tmp_path, STORY, theme=other))
    assert b"7A1F5C" in deck.raw["ppt/theme/theme1.xml"]
    assert b"0B4F6C" not in b"".join(d for n, d in deck.raw.items() if n.endswith(".xml"))


def test_time_grows_in_step(tmp_path: Path) -> None:
    def took(times: int) -> float:
        story = stories.long(times)
        start = time.process_time()
        write_deck(story, load_theme(), b"{}", tmp_path / "t.pptx")
        return time.process_time() - start

    took(1)
    once = min(took(1) for _ in range(3))
    assert took(10) <= 12 * once + 0.2


def test_no_neighbours_of_one_archetype(tmp_path: Path) -> None:
    from reportgen.deck.compose.context import start
    from reportgen.deck.fit import fitter
    from reportgen.deck.look import house_look
    from reportgen.deck.plan import plan

    look = house_look(load_theme(), "hant")
    kinds = [s.archetype for s in plan(start(STORY, look, fitter(look))).slides if not re.match("附", s.page)]
    assert all(a != b for a, b in itertools.pairwise(kinds))


def test_two_lone_pairs_share_a_slide(tmp_path: Path) -> None:
    def pair(label: str, new: int) -> Pairs:
        claim = Claim(text=f"{label}由4個增至{new}個", facts=(), paragraphs=(1,))
        row = Pair(facts=("F1", "F2"), label=label, old=4, new=new, old_text="4個", new_text=f"{new}個")
        return Pairs(title=claim, subtitle="", note="", paragraphs=(1,), unit="個", rows=(row,), spark=0)

    theme = replace(STORY.themes[0], exhibits=(pair("輪椅借用點", 11), pair("志願站", 9)), cases=(), ranks=(), days=())
    deck = Deck(_deck(tmp_path, replace(STORY, themes=(theme,), shares=(), tracker=None)))
    charts = [n for n in deck.named(r"ppt/charts/chart\d+\.xml") if "輪椅借用點" in deck.raw[n].decode()]
    homes = [n for n in deck.named(r"ppt/slides/_rels/.*\.rels") if Path(charts[0]).name in deck.raw[n].decode()]
    assert len(charts) == len(homes) == 1
    assert len(re.findall(r"charts/chart\d+\.xml", deck.raw[homes[0]].decode())) == 2


def _planned(story: object) -> tuple[object, list]:  # type: ignore[type-arg]
    from reportgen.deck.compose.context import start
    from reportgen.deck.fit import fitter
    from reportgen.deck.look import house_look
    from reportgen.deck.plan import plan

    look = house_look(load_theme(), story.script)  # type: ignore[attr-defined]
    ctx = start(story, look, fitter(look))  # type: ignore[arg-type]
    return ctx, list(plan(ctx).slides)


def _large(slide: object) -> set[str]:
    return {i.fact for i in slide.items if (getattr(i, "slot", None) or "").startswith("num")}  # type: ignore[attr-defined]


def test_the_board_adds_numbers_to_the_summary_s() -> None:
    """Two of the summary's at most; five where the cover names sections and no numbers."""
    fresh = tuple(replace(n, digits=f"{i + 3}", fact=f"F9{i}") for i, n in enumerate(STORY.key_numbers[:3]))
    barer = replace(STORY, themes=tuple(replace(t, name="") for t in STORY.themes), next_numbers=fresh)
    for story, most in ((STORY, 5), (barer, 2)):
        _, slides = _planned(story)
        summary, board = (next(s for s in slides if s.key == key) for key in ("summary", "board"))
        assert len(_large(board)) >= 3
        assert _large(board) - _large(summary)
        assert len(_large(summary) & _large(board)) <= most


def test_a_board_that_would_only_repeat_is_left_out() -> None:
    numbers = tuple(r.number for r in STORY.summary)
    _, slides = _planned(replace(STORY, key_numbers=numbers))
    assert not [s for s in slides if s.key == "board"]


def test_a_number_is_never_cut() -> None:
    from reportgen.deck.compose.context import big_number
    from reportgen.deck.geometry import Box

    ctx, _ = _planned(STORY)
    for digits in ("二百二十一億二千五百萬", "百分之三點八至百分之八點五", "1,234,567,890,123"):
        for width in (150.0, 170.0, 190.0):
            number = replace(STORY.key_numbers[0], digits=digits, unit="元")
            text = big_number(ctx, number, "num1", Box(0, 0, width, 66), middle=True)  # type: ignore[arg-type]
            said = "".join(r.text for p in text.paras for r in p.runs)
            assert said.replace("\n", "") == digits + "元"
    assert "億\n二" in "".join(
        r.text
        for r in big_number(
            ctx,
            replace(number, digits="二百二十一億二千五百萬"),
            "num1",
            Box(0, 0, 190, 66),
            middle=True,  # type: ignore[arg-type]
        )
        .paras[0]
        .runs
    )


def test_rows_below_tell_what_no_earlier_slide_does() -> None:
    from reportgen.deck.compose.fill import whole

    ctx, _ = _planned(STORY)
    ctx.begin()  # type: ignore[attr-defined]
    told, also, fresh, more = (
        Claim(text=text, facts=(fact,), paragraphs=(1,))
        for text, fact in (
            ("甲鎮今年新建書屋共12間", "F1"),
            ("書屋新建12間，都在甲鎮境內", "F1"),
            ("乙鎮修橋3座，通往各村", "F2"),
            ("丙鎮植樹500畝，多為柑橘", "F3"),
        )
    )
    ctx.told.tell(told)  # type: ignore[attr-defined]
    assert whole(ctx, [also, fresh, more], 800.0) == [fresh, more]  # type: ignore[arg-type]
    assert whole(ctx, [also, fresh], 800.0) == [fresh, also]  # type: ignore[arg-type]  # else the slide stands empty


def test_a_quotation_is_no_title_over_itself_where_its_paragraph_tells_something() -> None:
    from reportgen.deck.compose.exhibits import Place
    from reportgen.deck.compose.quotes import _over

    quote = STORY.themes[1].quotes[0]
    titled = replace(
        quote, core="「用時最短」", title=Claim(text="甲公司5月投產", facts=(), paragraphs=(quote.paragraph,))
    )
    place = Place(key="", section="", tracker=0, theme=None, titles=())
    assert [getattr(t, "text", t) for t in _over([titled], place)] == ["甲公司5月投產", "「用時最短」"]


def test_a_long_quotation_ends_in_no_single_character() -> None:
    ctx, _ = _planned(STORY)
    text = "「他們離開的時候小朋友一路追著車子跑喊著要再來玩，我們都捨不得，這一個月他們把學校當成自己的家來修好。」"
    for width in range(260, 420, 13):
        lines = ctx.fit.filled(text, "quote", float(width))  # type: ignore[attr-defined]
        assert "".join(lines) == text
        assert all(ctx.fit.width(line, "quote") <= width for line in lines)  # type: ignore[attr-defined]
        assert len(lines) == 1 or sum(map(str.isalnum, lines[-1])) >= 4


def test_columns_of_tables_get_the_width_that_times_need() -> None:
    from reportgen.deck.compose.tables import room_for

    ctx, _ = _planned(STORY)
    given = (384.0, 210.0, 110.0, 160.0)
    assert room_for(ctx, given, [(None, "縣府", "9月1日", "39棟")], "table", [16.0] * 4) == given  # type: ignore[arg-type]
    wide = room_for(ctx, given, [(None, "縣府", "2026年10月15日前", "39棟")], "body-small", [16.0] * 4)  # type: ignore[arg-type]
    assert wide[2] - 16 >= ctx.fit.width("2026年10月15日前", "body-small")  # type: ignore[attr-defined]
    assert sum(wide) == pytest.approx(sum(given))


def _slide(slides: list, archetype: str) -> object:  # type: ignore[type-arg]
    return next(s for s in slides if s.archetype == archetype)


def _slots(slide: object) -> dict[str, str]:
    return {
        i.slot: "".join(r.text for p in i.paras for r in p.runs)
        for i in slide.items  # type: ignore[attr-defined]
        if getattr(i, "slot", None) and hasattr(i, "paras")
    }


def _ends(slide: object) -> float:
    """Where the content of a slide ends, in pt."""
    boxes = [i.box for i in slide.items if getattr(i, "slot", None) not in ("source", "note")]  # type: ignore[attr-defined]
    return max(b.y + b.h for b in boxes)


def _quotes(count: int) -> tuple:  # type: ignore[type-arg]
    quote = next(q for t in STORY.themes for q in t.quotes if q.speaker)
    text = "「門口的{}盞燈，夜裡都亮著，街坊走路心裡踏實。」"
    names = ("甲某", "乙某", "丙某", "丁某", "戊某")
    return tuple(
        replace(quote, fact=f"Q{i}", text=text.format(i + 3), full=text.format(i + 3), speaker=names[i], core="")
        for i in range(count)
    )


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2])])
def test_no_quotation_is_left_over(count: int, sizes: list[int]) -> None:
    from reportgen.deck.compose.exhibits import Place
    from reportgen.deck.compose.quotes import quote_groups, quote_slides

    ctx, _ = _planned(STORY)
    groups = quote_groups(ctx, _quotes(count))  # type: ignore[arg-type]
    assert [len(g) for g in groups] == sizes
    for group in groups:
        made = quote_slides(ctx, group, Place(key="q", section="", tracker=0, theme=None))  # type: ignore[arg-type]
        assert [s for s in _slots(made[0]) if s.startswith("quote")] == [
            f"quote{i + 1}" for i in range(len(group))
        ] or len(group) == 1


def test_few_ranks_share_their_slide_with_sentences() -> None:
    _, slides = _planned(replace(STORY, honours=(), ranks=STORY.ranks[:3]))
    ranks = _slide(slides, "list")
    assert {"left1", "left2", "left3", "text1"} <= set(_slots(ranks))
    assert _ends(ranks) >= 400


def test_a_summary_of_one_row_is_filled_with_points() -> None:
    _, slides = _planned(replace(STORY, summary=STORY.summary[:1]))
    summary = next(s for s in slides if s.key == "summary")
    assert {"num1", "text1", "text2"} <= set(_slots(summary))


def test_a_short_table_of_what_is_to_come_is_joined_with_few_gaps() -> None:
    assert STORY.tracker is not None
    short = replace(STORY, tracker=replace(STORY.tracker, rows=STORY.tracker.rows[:2]), gaps=STORY.gaps[:1])
    _, slides = _planned(short)
    table = _slide(slides, "table")
    assert _slots(table)["missing1"] == STORY.gaps[0].missing
    assert not [s for s in slides if s.archetype == "gaps"]
    assert STORY.gaps[0].gap not in "".join(_slots(_slide(slides, "method")).values())


def test_plans_alone_stand_over_who_speaks_of_them_not_over_other_news() -> None:
    assert STORY.tracker is not None
    rows = STORY.tracker.rows[:2]
    short = replace(STORY, tracker=replace(STORY.tracker, rows=rows), gaps=())
    _, alone = _planned(short)
    assert "text1" not in _slots(_slide(alone, "table"))
    assert _ends(_slide(alone, "table")) >= 400
    theme = next(t for t in STORY.themes if t.exhibits)
    quote = replace(theme.quotes[0], text="「開門穩，基礎還需鞏固。」", paragraph=rows[0].item.paragraphs[0])
    themes = tuple(replace(t, quotes=(quote,)) if t is theme else t for t in STORY.themes)
    _, spoken = _planned(replace(short, themes=themes))
    assert _slots(_slide(spoken, "table"))["quote"] == quote.text
    assert sum("quote" in _slots(s) and _slots(s).get("quote") == quote.text for s in spoken) == 1


def test_a_board_beside_a_board_is_set_as_rows() -> None:
    numbers = tuple(
        replace(n, fact=f"N{i}", digits=f"{i + 11}", unit="間", what=(f"{name}新建房屋",), companions=(),
                claim=Claim(text=f"{name}新建房屋{i + 11}間，{more}", facts=(f"N{i}",), paragraphs=(1,)))
        for i, (n, name, more) in enumerate(zip(STORY.key_numbers, ("東村", "西鎮", "南鄉"), ("冬前交付", "春節入住", "已通水電"), strict=False))
    )  # fmt: skip
    from reportgen.deck.compose.boards import number_list

    ctx, _ = _planned(STORY)
    made = number_list(ctx, "k", "", 0, numbers, [Claim(text="三地新建房屋", paragraphs=(1,))], "")  # type: ignore[arg-type]
    assert made is not None
    assert made.archetype == "rows"
    assert [t for s, t in _slots(made).items() if s.startswith("num")] == ["11間", "12間", "13間"]


def test_no_figure_has_two_cards() -> None:
    from reportgen.deck.compose.boards import apart

    base = STORY.key_numbers[0]
    first = replace(
        base, fact="A", digits="3120", unit="萬美元", what=("利用外資，", "完成任務的52%"), companions=("B",)
    )
    second = replace(base, fact="B", digits="52", unit="%", what=("完成任務",), companions=())
    third = replace(base, fact="C", digits="7", unit="家", what=("新設企業，", "增長22.9%"), companions=())
    shown = apart([first, first, second, third], 6)
    assert [n.what for n in shown] == [("利用外資",), ("完成任務",), ("新設企業，", "增長22.9%")]


def test_a_single_change_is_two_bars_and_its_sheet_names_the_unit(tmp_path: Path) -> None:
    row = Pair(facts=("F1", "F2"), label="借用點", old=4, new=11, old_text="4個", new_text="11個")
    claim = Claim(text="借用點由4個增至11個", facts=(), paragraphs=(1,))
    pairs = Pairs(title=claim, subtitle="", note="", paragraphs=(1,), unit="個", rows=(row,), spark=0)
    theme = replace(STORY.themes[0], exhibits=(pairs,), cases=(), ranks=(), days=())
    deck = Deck(_deck(tmp_path, replace(STORY, themes=(theme,), shares=(), tracker=None)))
    name = next(n for n in deck.named(r"ppt/charts/chart\d+\.xml") if "借用點" in deck.raw[n].decode())
    drawn = deck.xml[name]
    assert [[v.text for v in s.find(f"{C}val").iter(f"{C}v")] for s in drawn.iter(f"{C}ser")] == [["4"], ["11"]]
    assert next(drawn.iter(f"{C}min")).get("val") == "0.0"
    book = next(t for k, t in deck.rels(name).values() if k == "package")
    with zipfile.ZipFile(io.BytesIO(deck.raw[book])) as sheet:
        assert "項目（個）" in sheet.read("xl/sharedStrings.xml").decode()


def test_long_names_of_sections_are_whole_on_the_cover() -> None:
    name = "一、某縣食品公司虛假標註生產日期案"
    themes = tuple(replace(t, name=f"{name}{i}", kicker="") for i, t in enumerate(STORY.themes))
    _, slides = _planned(replace(STORY, themes=themes))
    assert _slots(slides[0])["name1"].replace("\n", "") == f"{name}0"


def test_the_tracker_of_many_sections_is_measured_near_its_entry_only() -> None:
    from reportgen.deck.write import tracker_entries

    words = tuple(f"第{i}節" for i in range(500))
    asked: list[str] = []

    def fits(text: str) -> bool:
        asked.append(text)
        return len(text) <= 60

    shown = tracker_entries(words, 250, fits)
    assert (250, "第250節") in shown
    assert (shown[0][0], shown[1][0], shown[-1][0]) == (0, -1, 499)
    assert max(map(len, asked)) < 100
    assert tracker_entries(words[:3], 1, fits) == [(0, "第0節"), (1, "第1節"), (2, "第2節")]


def test_notes_say_two_or_three_sentences_and_none_twice() -> None:
    from reportgen.deck.build import _spoken
    from reportgen.deck.compose.context import alike

    ctx, slides = _planned(STORY)
    told = [s for s in slides if s.archetype not in ("cover", "gaps", "method", "appendix")]
    for slide in told:
        spoken = _spoken(ctx, slide)  # type: ignore[arg-type]
        assert 1 <= len(spoken) <= 3
        assert not any(alike(a, b) for a, b in itertools.combinations(spoken, 2))
        assert not any("。」。" in s for s in spoken)
    assert sum(len(_spoken(ctx, s)) > 1 for s in told) >= len(told) - 1  # type: ignore[arg-type]
