# python -m pelican -s pelican.conf.py --fatal errors
# Assignments only. publish.yml is found as `publish` finds it: $PUBLISH_SETTINGS, ./publish.yml,
# ./demo/publish.yml.
# Pelican reads the handwritten pages; the engine in publish/site writes every file (plugins/huisheng.py).

from plugins import huisheng
from publish.settings import load
from publish.site.engine import THEME as THEME_FOLDER

HUISHENG = load()

SITENAME = HUISHENG.site.name
SITEURL = HUISHENG.site.url
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"

PATH = str(HUISHENG.paths.prose)
OUTPUT_PATH = str(HUISHENG.paths.output)
THEME = str(THEME_FOLDER)
PLUGINS = [huisheng]

PAGE_PATHS = ["pages", "notices"]
PAGE_SAVE_AS = ""
PAGE_LANG_SAVE_AS = ""
ARTICLE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
PAGINATED_TEMPLATES = {}
INDEX_SAVE_AS = ""
ARCHIVES_SAVE_AS = ""
AUTHORS_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
CATEGORIES_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
TAGS_SAVE_AS = ""
TAG_SAVE_AS = ""
FEED_ALL_ATOM = None
FEED_ALL_RSS = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
DELETE_OUTPUT_DIRECTORY = False
OUTPUT_SOURCES = False
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
TYPOGRIFY = False
