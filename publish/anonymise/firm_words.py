"""Words and characters by which a firm's name is read: trades, brands, what ends before one begins."""

from __future__ import annotations

import re

from publish.anonymise.lexicon import read_words

TRADES = frozenset(read_words("trades.txt"))
VERBS = frozenset(read_words("words_verbs.txt"))
WORDS = VERBS | frozenset(read_words("words_nouns.txt"))
"""Common words."""
BRANDS = frozenset(read_words("brand_words.txt"))
"""Common words that firms like to be called by; no other common word is a brand by itself."""
PLAIN = WORDS - BRANDS
"""Common words that are no brand by themselves."""
STOPS = (VERBS - BRANDS) | frozenset(read_words("firm_stops.txt"))
"""Words before which a name has not begun."""
ENDS = frozenset(
    "的了在到是与及或被把将由向对给让从因至即以就也又都还曾已要没不只才且而并但若如当每各这那哪其某之者我你您他她它们谁吗呢吧啊此等称找问"
    "去请跟随除据按依凭使得着过后前下里内外路街号楼栋期站组社和同来本名经新为有于所说叫另回时个区县镇乡村一该往未开办待现自年原"
)
SOFT_ENDS = frozenset("和同来本名经新为有于所叫另回前后里外路站组当得要如问过着以一开自年原")
"""Characters no brand goes beyond, and those among them that brands begin with after all: 和润, 得力."""
BREAKS = frozenset("的了在是由被向对给让从把将到与及或去为因")
"""Characters that stand in no name at all."""
DONE = frozenset("性贵换交扔找打问骂催选聘撤赶告查送退收去见叫让等靠")
"""Characters no brand ends in, most of them verbs: 换物业, 扔代收点, 贵公司."""
LAST = frozenset("和来新本名经开年")
"""Characters of SOFT_ENDS that brands end in, too: 瑞和."""
MARKETS = ("市场", "商贸城", "批发城", "广场", "中心", "小区")
NEAR = frozenset("区镇乡道")
"""Ends of places that say where a shop lies, and are no part of its name."""
TOLD = frozenset("小大老新黑旧好坏")
"""What is said of a shop and makes no brand of a word: 黑网吧."""
OURS = frozenset("我全本该各")
AREAS = frozenset("省市县区州")
NOT_AREA = re.compile(
    r"(?:[小社园片地城新景库辖校厂山院禁疫林矿牧灾郊棚]|开发|高新|经开|服务|办公|生活)区|[超门城菜上都夜股楼黑闹]市|节省$"
)
UTILITY = re.compile(
    r"(?<![一二三四五六七八九十])局|供电|电力|电网|国网|自来水|公交|公共交通|公共汽车|轨道|地铁|邮政|烟草|石油|石化|铁塔|银行|信用社|新华书店|污水处理|高速|铁路总|中国铁路|水厂$|第[一二三四五]水厂|城投|交投|水投|建投"
)
STATE = re.compile(
    r"燃气|天然气|液化气|水务|供水|排水|污水|环卫|城投|建投|交投|水投|水利|交通|城建|城市|市政|基础设施|国有|投资|机场|铁路|高速|客运|热力|粮食|粮油|旅游|环境|移民|棚改|棚户区"
)
COUNT = re.compile(r"[一二三四五六七八九十两几多数](?:大|家|个|间|处|所)")
