"""Tells what a reporter saw and heard (清晨6点，…大厅里，) from news, by the words of a sentence."""

from __future__ import annotations

import re

from reportgen.story.lexicon import words
from reportgen.story.text import Line, View

_SPEECH = re.compile(r"[“「][^“”「」]{3,}[，。！？!?…][”」]")
# When and where a scene is set, before the first comma: 惊蛰刚过, 清晨6点, 12月的省城, 记者走进….
_SET = re.compile(
    r"(?:[^，,]{0,10}[\d日天的])?(?:清晨|凌晨|傍晚|一大早|一早|大清早|天刚亮|天还没亮|天色|夜幕|入夜|午后|深夜|夜里|正午)"
    r"|(?:晚上|早上|中午|下午)\d{1,2}[点时]|[^，,]{0,6}(?:假期|国庆|春节)的?头一[天晚]"
    r"|(?:立春|雨水|惊蛰|春分|清明|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒)"
    r"(?:刚过|前后|时节|已过|过后|前一日|将至|这天|当天|，|,)"
    r"|(?:初|盛|仲|暮|深|金|隆|寒|早)[春夏秋冬](?:时节|的|，|,|[^，,]{0,4}月)|[一二三四五六七八九十]{1,2}月初?的|潮起潮落|[^，,]{0,16}记者(?:走进|来到|走访(?![^。]*发现)|看到|踏进)"
    r"|(?:回想|回忆|说|提|谈)[起到]"
)
# Where a scene is set, in its first two clauses: 昨天上午，…大厅里，.
_INSIDE = re.compile(
    r"(?:[^，,。]{0,14}[，,])?[^，,。]{2,20}"
    r"(?:(?<![公英海华])里|(?<![以之年月日天目底末此会期])[内前]|[门窗屋城村场]外|旁|路上|现场)[，,]"
)
# An event opens like a scene, and is the news: 随着最后一段导线缓缓落下，…全线贯通.
_EVENT = re.compile(
    r"开通|通车|下闸|启用|交付|[开闭落]幕|开门|开馆|贯通|投产|投用|封顶|合龙|并网|启动|开工|动工|揭牌|签约|发布|公布|公佈|披露|颁奖|颁发|夺冠|举行|举办|召开|出台|印发"
)
# What counts in a year, a month or for the whole place: a scene before it is over.
_ANCHOR = re.compile(r"[今去]年|\d月|\d{4}年|截至|统计|数据|累计|如今|目前|全[国省市县区州乡镇村港澳]")


def tells_event(text: str) -> bool:
    """Whether a sentence says that something opened, was signed, was handed over."""
    return _EVENT.search(text) is not None


def is_sight(view: View, line: Line) -> bool:
    """Whether a sentence is a saying or what somebody saw; an event that opens like a scene is none."""
    text = view.s(line.start, line.end)
    if _SPEECH.match(text):
        return True
    seen = _SET.match(text) or _INSIDE.match(text) or words("subject.scene").within(text)
    return bool(seen) and not tells_event(text)


def in_scenes(view: View) -> set[int]:
    """Where the sentences begin that go on with a scene: from a sight to what counts in a year or for the place."""
    found: set[int] = set()
    for paragraph in view.article.paragraphs:
        seen = False
        for line in view.lines_in(paragraph.n):
            if line.answer is not None:
                continue
            seen = is_sight(view, line) or (seen and _ANCHOR.search(view.s(line.start, line.end)) is None)
            if seen:
                found.add(line.start)
    return found
