"""A stranger at the front page: five questions, three clicks at most, links that tell where to."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.slow

CLICKS = 3
PLACES = {"index": {"width": 1280, "height": 900}, "edition": {"width": 360, "height": 740}}
# Words that say of themselves nothing of where they lead.
EMPTY_WORDS = {"here", "link", "more", "click", "this", "read more", "which"}


class Reader:
    """Somebody who only clicks what is seen, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, thing: Locator) -> None:
        """Click what is seen and says where it leads."""
        words = thing.inner_text().strip()
        assert thing.is_visible() and len(words) > 3 and words.lower() not in EMPTY_WORDS, words
        thing.scroll_into_view_if_needed()
        self.clicks += 1
        assert self.clicks <= CLICKS
        thing.click()
        self.page.wait_for_load_state("load")

    def read_target(self) -> str:
        """The row that the address points to; its words are on the screen."""
        row = self.page.locator("tr:has(:target)")
        assert row.count() == 1
        expect(row.locator("q").first).to_be_in_viewport(ratio=1)
        return " ".join(row.inner_text().split())


@pytest.fixture(params=PLACES)
def reader(
    request: pytest.FixtureRequest, checks: ModuleType, real_pages: Path
) -> Iterator[Reader]:
    """At the index of all editions on a desk, or at the first page of one on a phone."""
    folder = real_pages.parents[1] if request.param == "index" else real_pages
    with checks.open_browser(viewport=PLACES[request.param]) as browser:
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        yield Reader(page)


def find_line(page: Page, words: str) -> Locator:
    """The sentence of the brief that has these words."""
    line = page.locator("main li", has_text=words)
    assert line.count() == 1
    return line


def test_the_day_of_the_signing_with_its_passage(reader: Reader) -> None:
    line = find_line(reader.page, "signed in Moscow")
    reader.click(line.get_by_role("link", name="came on 17 January 2025"))
    told = reader.read_target()
    assert "signed a broad cooperation agreement Friday" in told
    assert "17 Jan 2025" in told


def test_who_denied_the_missile_deliveries(reader: Reader) -> None:
    line = find_line(reader.page, "Iran has delivered missiles to Russia")
    answers = line.get_by_role("link", name=re.compile(r"^(denied )?by "))
    assert answers.all_inner_texts() == [
        "denied by Russia",
        "by Iran",
        "by Sergey Ryabkov",
        "denied by Iran",
    ]
    for place, name in enumerate(("Russia", "Iran", "Sergey Ryabkov", "Iran")):
        reader.clicks = 0
        reader.click(answers.nth(place))
        assert f"“Iran has delivered missiles to Russia”: denied, {name}" in reader.read_target()
        reader.page.go_back()


def test_which_two_translations_differ(reader: Reader) -> None:
    line = find_line(reader.page, "in two wordings, translated or retold")
    assert "Sergey Lavrov" in line.inner_text()
    reader.click(line.get_by_role("link", name="both wordings side by side"))
    table = reader.page.locator("figure:target table")
    assert table.locator("caption").is_visible()
    words = table.inner_text().replace("\xa0", " ")
    assert "Euromaidan Press*, 31 Oct 2024" in words and "Euromaidan Press*, 25 Dec 2024*" in words
    assert table.locator("mark").first.is_visible()
    rows = [
        row.inner_text() for row in table.locator("tbody tr").all() if row.locator("mark").count()
    ]
    assert any("will confirm" in row for row in rows)


def test_the_data_of_the_timeline(reader: Reader, tmp_path: Path) -> None:
    item = reader.page.locator("li", has_text="every event with its days")
    with reader.page.expect_download() as download:
        reader.click(item.get_by_role("link", name="timeline.csv"))
    path = tmp_path / "timeline.csv"
    download.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert len(rows) > 50
    signing = [row["Text"] for row in rows if row["Headline"].endswith("signed in Moscow")]
    assert any("signed a broad cooperation agreement Friday" in told for told in signing)


def test_the_command_to_make_it_again(reader: Reader) -> None:
    command = reader.page.locator("pre", has_text="python -m helpers report")
    assert not command.is_visible()
    reader.click(reader.page.locator("summary", has_text="the command to make it again"))
    assert command.is_visible()
    assert "--set 'study=" in command.inner_text()
