"""The evidence page: self-contained, every link leads somewhere, every fact on both sides; in a browser it fits a phone."""

from __future__ import annotations

import html.parser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.verify.conftest import SEED


class Page(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if found.get("href"):
            self.links.append(str(found["href"]))


def test_links_lead_where_they_say(outputs: Path) -> None:
    text = (outputs / f"{SEED.stem}.evidence.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    facts = [i for i in page.ids if re.fullmatch(r"F\d+", i)]
    assert len(facts) > 30
    assert all(f"m{fact}" in page.ids for fact in facts)
    assert not {"script", "img", "iframe", "link"} & set(page.tags)
    assert [t for t in page.tags if t in ("h1", "h2")].count("h1") == 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
@pytest.mark.parametrize("width", [375, 1280])
def test_fits_the_window(outputs: Path, tmp_path: Path, width: int) -> None:
    text = (outputs / f"{SEED.stem}.evidence.html").read_text(encoding="utf-8")
    probe = (
        "<script>document.title = 'W' + document.documentElement.scrollWidth + '/' + window.innerWidth</script></body>"
    )
    copy = tmp_path / "page.html"
    copy.write_text(
        re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", text).replace("</body>", probe),
        encoding="utf-8",
    )
    shown = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path}/profile",
            f"--window-size={width},900",
            "--dump-dom",
            copy.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout
    found = re.search(r"<title>W(\d+)/(\d+)</title>", shown)
    assert found
    assert int(found.group(1)) <= int(found.group(2))
