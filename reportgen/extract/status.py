"""Tells results from targets and plans: the words of the amount's clause, else of the clauses before it."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.coming import comes
from reportgen.extract.figures import Amount
from reportgen.extract.patterns import WINDOW, context_re
from reportgen.extract.view import Passage, View
from reportgen.lexicon import alternation, words

_LISTS = "context.toml"


_NAME_MARKS = re.compile(r"[“「『‘][^“”「」『』‘’,。!?;]{1,14}[”」』’]")


def _blank(m: re.Match[str]) -> str:
    return "〓" * len(m.group())


def without_names(line: str) -> str:
    """A clause without what only looks like plan or target words: names in marks, 預期壽命, 計劃 as a noun."""
    line = _SCHEME.sub(_blank, line)
    line = _BASE.sub(_blank, line)
    line = _SPENT.sub(_blank, line)
    line = _GUESSED.sub("〓〓", line)
    line = _ASKED_GUESS.sub(_blank, line)
    line = _IN_USE.sub(_blank, line)
    line = _BODY.sub(_blank, line)
    line = _NAME_MARKS.sub(_blank, line)
    line = context_re("status.not_target").sub(_blank, line)
    return _noun_plan().sub(_blank, line)


# 「演藝之都」資助計劃, 新版計畫 name a scheme.
_SCHEME = re.compile(r"(?<=[”」』])[^\W\d_]{0,4}计[划画]|(?:[版该此项期套]|先导|试行|资助|补助|奖励)计[划画]")
# An estimate of what is: 估計損失6,342萬元, 臨時估計為305億元; 估計將, 估計今年 look ahead.
_GUESSED = re.compile(
    r"(?<=临时)估计|(?<=初步)估计|估计(?=损失|受损|受灾|造成|直接|面积|死|伤|经济|有\d|约?\d)"
    r"|估计(?=占|只有|仅有|只剩|现有|已有)|(?<=的收入)估计(?=[为约达])|(?<=的损失)估计(?=[为约达])|(?<=的消费)估计(?=[为约达])|(?<=的效益)估计(?=[为约达])|(?<=人数)估计(?=[为约达])"
)
# 受訪零售商估計，…: what those asked put a number to is.
_ASKED_GUESS = re.compile(r"受访[^,。;]{1,8}估计")
# 試辦的12座啟用後，…: already in use.
_IN_USE = re.compile(r"(?:试办|试点|试行|去年|前年)[^,。;]{0,10}(?:启用|投用|落成|建成|投产|上线)后")

# 由目前的38%提高到60%: the time of what is compared with tells nothing of what is reached.
_BASE = re.compile(
    r"[由从](?:目前|现时|现在|去年|前年|上年|原来|原本|当前|此前|以往)的?(?=[^,。;]{0,4}\d[^,。;]{0,14}[至到为成])"
)
# 今年安排的3億元資金, 準備50份便當, 每份控制在55元: set aside, made or kept to, not going to.
_SPENT = re.compile(
    r"(?:今年|本年|年内)安排(?=的)|准备(?=将?[近约]?[\d一二三四五六七八九十两百]+[万亿]?(?![年月日\d一二三四五六七八九十]))|(?<=每[份餐顿桌盒])控制在"
)

# 通道會由24條增至40條, 講座會走訪150間: 會 before a verb of doing tells of the future.
_COMING = re.compile(
    r"(?:(?<=[今明后]年)|(?<![本协商总学工公员事议览布动峰年乐谈联社大晚交论洽演聚不才就都机只委]))会"
    r"(?=由|从|增|加[密开派设]|减|缩|走访|推出|推行|拨|设立|设置|提供|举[行办]|动用|调[整升高]|提[高升]|扩|延长|招[聘募]|邀请|资助|投放|安排|过夜|陆续|逐步|进一步|重新)"
)
# 每天會走3公里, 一般會增加: what is usual, 若…會: what would be.
_USUAL = re.compile(r"每[天日周月年次逢晚当]|通常|往往|一般|平时|平常|过去|以前|[如若倘]|一旦|只要|当时|可能")


def _coming(line: str) -> int:
    """Where 會 of the future stands last in a clause, or -1."""
    hits = [] if _USUAL.search(line) else [m.start() for m in _COMING.finditer(line) if "跌" not in line[m.end() :]]
    return max(hits, default=-1)


# 本會於三月訪問, 委員會在去年: the 會 of a body or an event is not that of 會於.
_BODY = re.compile(r"(?<=[本协商总学工公员事议览布动峰年乐谈联社大晚交论洽演聚])会(?=[在于再分])")
# 預期營業額上升的，分別佔21.4%; 有意加薪的企業佔三成: what a share of those asked expect is what they answered.
_SURVEYED = re.compile(
    r"(?:预[期计料估]|估计|打算|计划|有意|拟|准备|会|将|料|可能|希望|期望)[^。;]{0,40}?的"
    r"(?:受访者?|受访企业|企业|公司|商户|商家|会员|会员企业|店家|雇主|业者|人|人士|市民|民众|居民|家庭|家长|学生|用户|消费者|网友)?"
    r",?(?:分别|则|约|共|各|均|仅|只|也|亦)*(?:[占佔]|(?:比例|比率|占比)[为达有是]?)[约近超逾]?(?:[\d.一二三四五六七八九十成]+%?[、,和及与]?)*$"
)


_ASKED = (
    r"(?:受访者?|受访[^,。;\d]{1,6}|企业|公司|商户|商家|会员|店家|雇主|业者"
    r"|市民|民众|居民|家庭|家长|学生|用户|消费者|网友|人)"
)
# Where people are asked, shares say how many answered so: 三成六企業計劃增聘人手，四分之三會在明年加薪.
_POLL = re.compile(
    rf"受访(?!时)|问卷|选择[^,。;]{{1,16}}的{_ASKED}(?:分别|各)?占|(?:成[一二三四五六七八九]?|%|分之[一二三四五六七八九十点]+)的?{_ASKED}(?:打算|计划|有意|预期|预料|会|拟|准备|希望)"
)
_PLANNERS = re.compile(
    r"(?:预期|预料|预计|打算|计划|有意|会|拟)[^,。;]{1,10}"
    r"的(?:比例|比率|企业|受访者|人|商户)?(?=[由从分占为])"
)
_FORETOLD = re.compile(r"预测|预估|力争|目标|确保|争取|务求|料(?!理)|将")
# 低於法定上限的50%: what the law sets.
_LIMIT = re.compile(
    r"(?:低于|高于|不及|未达|超过|超出|距离?)[^,。;\d]{0,6}(?:上限|下限|警戒线|警戒值|红线|门槛|法定标准)的?$"
)
# 資本支出估21億元
_PUT_AT = re.compile(r"(?<![评预高低])估约?(?=\d|$)")


@cache
def _noun_plan() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation(_LISTS, 'status.intend')}(?!{alternation(_LISTS, 'status.intend_before')}|[\d一两三四五六七八九十])"  # noqa: E501
    )


_NEARLY = re.compile(r"近[\d一二三四五六七八九十两百千半]")


def _will(line: str) -> bool:
    """True when 將 tells of the future and is not 把: before an adverb or a verb, or with 把, 對 after it."""
    follow = words(_LISTS, "status.will")
    for m in re.finditer("将", line):
        if line[m.start() - 1 : m.start()] in ("即", "必", "终", "势", "料", "还", "也", "并", "均", "都"):
            return True
        if line[: m.start()].endswith(("便", "已", "遂", "先后", "立即", "随即", "主动", "当场", "曾")):
            continue  # 家屬便將全部案款…交至法院
        if _NEARLY.match(line, m.end()):
            continue  # 投資將近5億元
        if line[m.start() + 1 :].startswith(follow) and line[m.end() : m.end() + 1] not in "军领帅来士门":
            return True
    return False


def own_status(pre: str, post: str) -> str | None:
    """The status that a clause tells itself: "target", "planned", "actual" (a result is said), or None."""
    plan = [
        m
        for m in context_re("status.plan", "status.intend").finditer(pre)
        if not (m.group().endswith("前") and _PASSED.search(pre[: m.start()]))
    ]
    target = [m for m in context_re("status.target").finditer(pre) if not _REACHED.match(pre[m.end() :])]
    told = [m.span() for m in (*plan, *target)]
    # 原 of 原訂 is part of the plan word.
    # What is compared with is no result: 比上年, 較去年.
    done = [
        m
        for m in context_re("status.done").finditer(pre)
        if not any(a <= m.start() < b for a, b in told) and pre[m.start() - 1 : m.start()] not in tuple("比较与")
    ]
    if _AIMED.match(post) or _HEADS_FOR.search(pre) or _DEMANDED.search(pre):
        return "target"
    if _MUST.search(pre):
        return "planned"
    last_plan = max([m.start() for m in plan], default=-1)
    last_target = max([m.start() for m in target], default=-1)
    last_done = max([m.start() for m in done], default=-1)
    if last_target >= 0 and last_target > last_done:
        return "target"
    put_at = _PUT_AT.search(pre)
    last_plan = max(last_plan, put_at.start() if put_at else -1)
    future = last_plan >= 0 and last_plan > last_done
    if not future and _will(pre) and not (last_done > pre.rfind("将")):
        future = True
        last_plan = pre.rfind("将")
    coming = _coming(pre)
    if not future and coming > last_done:
        future, last_plan = True, coming
    if future:
        foreseen = pre.startswith(words(_LISTS, "status.forecast"), last_plan)
        return "target" if not foreseen and _level_re().search(pre[last_plan:]) else "planned"
    if last_done >= 0 or re.search(r"了[约近超过逾]?$", pre):
        return "actual"
    return None


# 三天车票已售出: the verb behind the amount tells that it is done.
_DONE_BEHIND = re.compile(r"(?!的)[^,;。:的\d一二三四五六七八九十]{0,14}?(?:已(?!经?将)|(?:仍然?|尚|正)在)")
# 61攤將進駐新市集, 其餘4戶擬遷往…: an amount that heads its clause, and what will be of it.
_HEAD = re.compile(r"(?:其余|其中|另外?有?|剩余|余下|还有|当中|[约近逾超共])*$")
_WILL_BEHIND = re.compile(
    r"[^,;。:的\d]{0,4}?(?:(?P<will>将)|拟|计划|预计|预定|有望|可望|会(?=过夜|留|参|出席|前[来往]|来|继续|陆续|改|转|在|于|再))(?=[^,;。:]{2})"
)
# 去年年底前, 截至6月底前: a time that has passed.
_PASSED = re.compile(r"(?:[去前上]年|截至[^,]{0,6}|同比|较)$")
# 目標 that names what is compared or was reached, not what is aimed at: 高於預期目標, 完成目標任務.
_REACHED = re.compile(r"(?:完成|达成|实现)率")
# After an amount: 向5000億元目標邁進.
# 提前40天實現下閘目標 reached one.
_AIMED = re.compile(
    r"[^,]{0,8}(?:迈进|进军|挺进|冲刺|奋斗|看齐)|(?![^,]{0,2}(?:实现|完成|达成|达到|超过|兑现))[^,的]{0,4}目标(?![^,]{0,3}(?:完成|实现|达成))"
)
# Before an amount: 產值上看50億元, 業績拚80億.
_HEADS_FOR = re.compile(r"(?:挑战|拚|拚增|喊|冲上|冲刺)[约近超过逾]?$")


# 今年要辦好十件實事: what is to be done.
_MUST = re.compile(
    r"(?:今年|明年|年内|全年|下一步|今后|未来)[^,。;]{0,6}(?<![需主重必])要(?![求么素点闻道略领因冲害紧])[^,。;]{0,12}$"
)


# 要求縣府檢討調高至65元: asked for, not done.
_DEMANDED = re.compile(
    r"(?:要求|建议|促请|呼吁|倡议|敦促|主张|提议)(?!的)[^,。;]{0,14}(?:调高|提高|提升|上调|调升|增加|增|降|降低|减|减少|调低|下调|放宽|缩短|延长|达)[至到][约近]?$"
)


@cache
def _level_re() -> re.Pattern[str]:
    return re.compile(rf"{alternation(_LISTS, 'status.level')}[约近超过逾]?$|(?:到|至)$")


_GOALS = r"(?:目标|任务|指标|红线|底线|要求)"
_FORECASTS = r"(?:预期|预测|预估|估计|预算|计划|规划)"
_LINKS = r"(?:[至到\-~—–][^,。;]{1,16}?)?(?:左右|以上|以下|以内)?的[^,。;的\d]{0,8}?"
# 下降2.5%的年度任務, 六成的預期, 1,350萬至1,400萬個的預測: the amount is what was aimed at or foreseen.
_IS_GOAL = re.compile(rf"{_LINKS}{_GOALS}(?!人群|群体|客户|完成)")
_IS_FORECAST = re.compile(rf"{_LINKS}{_FORECASTS}(?!人群|执行|支出)")
# 完成規劃目標的107.4%, 完成年度目標6000個的106.3%: a share of a goal is a result.
_OF_GOAL = re.compile(
    rf"(?:{_GOALS}|{_FORECASTS})(?:数|值|额|总额|总量|总投资|总数|进度)?(?:[\d.,一二三四五六七八九十百千万亿]+[^,。;\d]{{0,6}})?的[约近超逾]?$"
)
_OF_TASK = re.compile(r"(?:全年|年度|年初|今年|本年度?|既定)(?:目标|任务|计划|指标)(?:任务|数|量|总量|总数)?$")
# 高於預期目標2個百分點, 比計劃提前3天: the distance from a goal is a result.
_PAST_GOAL = re.compile(
    rf"(?:[高低快慢优好]于|超出?|超过|比|较)[^,。;\d]{{0,6}}(?:{_GOALS}|{_FORECASTS})+(?:[值数线]|工期)?"
    r"(?:[高低快慢多少]|提[前早]|延后|推迟|超出?|缩短|节省)?[出了]?[约近]?$"
)


@cache
def _foreseen() -> re.Pattern[str]:
    """比上月預測的590億: the plan or goal that an amount behind it is compared with."""
    return re.compile(
        rf"(?:[比较于]|超过|超出)[^,。;\d]{{0,10}}?(?:{_GOALS}|{_FORECASTS}|预计|原定|原订)的?(?=[\d一二三四五六七八九十百])"
    )


# A clause that ends with the goal it reached or missed says nothing of the next: 高於5%的預期目標，…
_GOAL_OBJECT = re.compile(rf"的[^,。;的]{{0,8}}(?:{_GOALS}|{_FORECASTS})$")
# 主要預期目標是：…；…; a list after a colon is under its head to the full stop.
_GOAL_HEAD = re.compile(
    rf"(?P<goal>{_GOALS})[^,。;:]{{0,6}}:|(?P<plan>{_FORECASTS}|安排)(?![^,。;:]{{0,4}}{_GOALS})[^,。;:]{{0,4}}:"
)
_FIVE_YEARS = re.compile(r"(十[三四五六七八])五[”」]?(?:时期|期间|规划|末|以来|,)")
_FIVE_STARTS = {"十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031, "十七": 2036, "十八": 2041}


def read_status(
    view: View, passage: Passage, amount: Amount, clause: tuple[int, int], heading: str, year: int | None
) -> str:
    """actual, target or planned; `heading` is folded, `year` the article's own."""
    s = view.shadow
    # The digit behind tells 計劃4個月 (a verb) from 計劃 as a noun.
    lead = _foreseen().sub(_blank, s[clause[0] : amount.start])
    pre, post = without_names(lead + "0")[:-1], without_names(s[amount.end : clause[1]])
    if amount.scale:
        own = pre + post
        goal, done = context_re("status.scale_goal").search(own), context_re("status.scale_done").search(pre)
        if goal and not (done and not context_re("status.target").search(pre)):
            return "target"
    if _base_of_change(pre, post):
        return "actual"
    asked = max(passage.start, amount.start - WINDOW)
    if amount.kind in ("share", "ratio") and _SURVEYED.search(s, asked, amount.start):
        return "actual"
    raw_post = s[amount.end : clause[1]]
    if _LIMIT.search(pre) or (amount.kind == "share" and _answered(s, passage, amount, lead, pre)):
        return "actual"
    if _IS_GOAL.match(raw_post) and amount.kind != "ratio":
        return "target"
    if _IS_FORECAST.match(raw_post):
        return "planned"
    if _OF_TASK.search(pre) and re.match(r"的[约近超逾]?[\d一二三四五六七八九百]", raw_post):
        return "target"  # 占全年任務3000戶的38.7%
    if _PAST_GOAL.search(pre) or (amount.kind == "share" and _OF_GOAL.search(s[clause[0] : amount.start])):
        return "actual"
    told = own_status(pre, post) or ("actual" if _DONE_BEHIND.match(post) else None)
    ahead = _WILL_BEHIND.match(post) if told is None and _HEAD.fullmatch(pre) else None
    if ahead and (not ahead["will"] or _will(post)):
        return "planned"
    if told:
        return told
    if s.startswith(("不得", "应不"), amount.start) or _future(s[clause[0] : amount.start], year, bare=True):
        return "target"
    if comes(s[clause[0] : amount.start], view.article.date):
        return "planned"
    compared = bool(context_re("status.compared").search(pre))
    opened = s[clause[0] : amount.start]
    if re.match(r"\s*而(?!且|后)", opened):  # 擬設航線…，而走陸路需70分鐘: set against the plan
        return "actual"
    if amount.kind in ("length", "area") and raw_post.startswith("的") and _WORKED_ON.search(opened):
        return "actual"
    governed = _governed(view, passage, amount, clause, year)
    if governed:
        return governed
    if not compared and _level_re().search(opened) and (listed := _listed(view, passage, clause)):
        return listed
    if not compared and heading and _is_outlook(heading):
        return "target"
    return "planned" if _proposed(s, passage, opened) else "actual"


# （二）調整收費。…由29元調高至32元 under 諮詢文件提出八項建議，重點如下：
_ITEM = re.compile(r"\s*(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十\d]{1,2}[、.]|[①-⑳●•■◆])")
_PROPOSES = re.compile(r"(?:建议|倡议|提议|草案|拟议|咨询文件)[^。]*:\s*$")
_NOW = re.compile(r"原先|原来|原本|现行|现时|现有|目前|过去|去年|前年|此前|申请|已")


def _proposed(s: str, passage: Passage, opened: str) -> bool:
    """Whether an amount stands in an item of a list of proposals and is not what holds now."""
    first = s.rfind("\n", 0, passage.start) + 1
    if _NOW.search(opened) or not _ITEM.match(s, first):
        return False
    for line in reversed(s[:first].rstrip().split("\n")[-_ITEMS:]):
        if line.strip() and not _ITEM.match(line):
            return _PROPOSES.search(line) is not None
    return False


_ITEMS = 20  # lines before an item in which the line that opens its list may stand


def _answered(s: str, passage: Passage, amount: Amount, lead: str, pre: str) -> bool:
    """True for a share of those asked in a paragraph of a poll; not for what somebody foretells there."""
    if not _POLL.search(s, passage.start, passage.end):
        return False
    sentence = s[max(passage.start, s.rfind("。", passage.start, amount.start) + 1) : amount.start]
    return not _FORETOLD.search(sentence) and own_status(_PLANNERS.sub(_blank, pre), "") in (None, "actual")


# 改善3.6公里的步道: the length of what is there, whatever will be done to it.
_WORKED_ON = re.compile(r"(?:改善|整修|修缮|维修|整治|拓宽|翻修|重铺|疏浚|清淤|美化)[^,。;]{0,12}$")


def _is_outlook(heading: str) -> bool:
    """True for 主要目標, 明年計劃; not for 目標與挑戰, nor where a scheme's name stands in marks: 「共學同行」計劃."""
    parts = re.split(r"[与和及、]", re.sub(r"[“「][^”」]*[”」][^\W\d_]{0,4}", "", heading))
    told = [bool(context_re("status.heading").search(part)) for part in parts]
    return any(told) and all(hit or _ARRANGED.search(part) for hit, part in zip(told, parts, strict=True))


_ARRANGED = re.compile(r"安排|部署|措施|举措|要求|思路|重点|工作|打算|方向|保障")


def _governed(view: View, passage: Passage, amount: Amount, clause: tuple[int, int], year: int | None) -> str | None:
    """The status that earlier clauses of the same segment give, nearest first; then a list's head before its colon."""
    s = view.shadow
    segment = view.segment(amount.start)
    at = clause[0] - 1
    floor = max(segment[0], passage.start, amount.start - 3 * WINDOW)
    while at > floor:
        a, b = view.clause(at - 1) if at - 1 >= floor else (floor, at)
        a, b = max(a, floor), min(b, at)
        if _past_opening(s[at + 1 : at + 24]):
            return "actual"
        line = without_names(_GOAL_OBJECT.sub(_blank, _foreseen().sub(_blank, s[a:b])))
        if _bound_plan().search(line):
            if _level_re().search(s[clause[0] : amount.start]):
                return "target"
            line = _bound_plan().sub(_blank, line)
        told = own_status(line, "")
        if told:
            return told
        if _future(s[a:b], year, bare=False):
            return "target"
        if comes(s[a:b], view.article.date):
            return "planned"
        if a <= floor:
            break
        at = a - 1
    start = max(view.inner(amount.start)[0], passage.start, amount.start - 6 * WINDOW)
    heads = list(_GOAL_HEAD.finditer(s, start, amount.start))
    if heads:
        return "target" if heads[-1]["goal"] else "planned"
    return None


def _listed(view: View, passage: Passage, clause: tuple[int, int]) -> str | None:
    """The status that clauses before a semicolon give one that only sets a level: …會重新規劃；加密至十分鐘一班."""
    s = view.shadow
    start = max(view.inner(clause[0])[0], passage.start, clause[0] - 3 * WINDOW)
    line = s[start : clause[0]]
    if not line.endswith(";") or _past_opening(s[clause[0] : clause[0] + 24]):
        return None
    return "planned" if own_status(without_names(line), "") == "planned" else None


def _future(line: str, year: int | None, *, bare: bool) -> bool:
    """True when a clause names a time after the article's own: 到2030年, “十五五”期間; without 到 only where `bare`."""
    plan = _FIVE_YEARS.search(line)
    if plan and year is not None and _FIVE_STARTS[plan[1]] > year:
        return True
    if year is None:
        return bool(re.search(r"到20[2-9]\d年", line))
    named = re.search(r"(?:到|至)?((?:19|20)\d\d)年" if bare else r"(?:到|至)((?:19|20)\d\d)年", line)
    return bool(named and int(named[1]) > year)


def _base_of_change(pre: str, post: str) -> bool:
    """The first amount of 由現時七個月縮短至四個月, or that of 較去年的242萬人次: what is or was."""
    if re.search(r"目标[由从]$", pre):  # 目標由15%上修至18%: aimed at before, too
        return False
    if re.search(r"[比较]\S{0,3}[去前上今]?年?[^,\d]{0,6}的[约近逾]?$", pre):
        return True
    return bool(
        re.search(r"(?:由|从)[^,由从到至]{0,8}$", pre)
        and re.match(r"[^,]{0,8}?(?:[增减降升提压缩扩调延翻][^,]{0,4}|)[至到为成]", post)
    )


@cache
def _bound_plan() -> re.Pattern[str]:
    """計劃總投資 and an amount: the plan word belongs to this amount alone, not to what follows."""
    return re.compile(r"(?:计划|拟|预计|规划)(?:总投资|投资|用地|总建筑面积|建筑面积)(?:额)?[约近超逾达为]{0,2}(?=\d)")


_PAST = re.compile(
    r"(?:[,;\s]|其中)*(?:今年|本年)?(?:(?:前|头)?[\d一二三四五六七八九十]{1,2}(?:[至到—~-][\d一二三四五六七八九十]{1,2})?个?月(?!\d|底|末|内)"
    r"|上半年|一季度|前[二三]季度|以来)(?!.{0,6}(?:将|拟|力争|完成后))"
)


def _past_opening(line: str) -> bool:
    """A clause that opens with a span of the running year (今年1到7月, 上半年) tells results, whatever went before."""
    return bool(_PAST.match(line)) and "月" in line[:12] and bool(re.match(r"[,;\s]*(?:今年|前|头|1)", line))
