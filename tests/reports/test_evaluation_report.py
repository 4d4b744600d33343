"""One file that needs nothing else: HTML and PDF."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sigverify.errors import ResourceFault, UsageError
from sigverify.reports import evaluation_report
from sigverify.reports.evaluation_report import check_ending, write_report
from sigverify.reports.look import CSS_NAMES
from sigverify.reports.plots import PLOTS
from sigverify.workflows.evaluating import Evaluation

Measured = Callable[..., list[Evaluation]]


class Page(HTMLParser):
    """Gathers tags with their attributes, and the text a person reads."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.source = source
        self._hidden = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag == "style"
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data

    def all(self, name: str) -> list[str]:
        """Return the values of an attribute wherever it stands."""
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


@pytest.fixture(scope="module")
def page(two: list[Evaluation], tmp_path_factory: pytest.TempPathFactory) -> Page:
    file = tmp_path_factory.mktemp("report") / "report.html"
    write_report(two, file)
    return Page(file.read_text(encoding="utf-8"))


def test_the_page_needs_no_other_file_and_runs_nothing(page: Page) -> None:
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint({tag for tag, _ in page.tags})
    assert not page.all("src")
    references = page.all("href") + page.all("xlink:href") + re.findall(r"url\(([^)]*)\)", page.source)
    assert references
    assert all(reference.startswith("#") for reference in references)
    assert "@import" not in page.source


def test_marks_on_the_page_are_unique_and_every_one_that_is_used_is_there(page: Page) -> None:
    marks = page.all("id")
    assert len(marks) == len(set(marks))
    used = page.all("xlink:href") + page.all("href") + re.findall(r"url\((#[^)]*)\)", page.source)
    assert {reference.removeprefix("#") for reference in used} <= set(marks)


def test_the_page_holds_each_plot_with_words_for_those_who_do_not_see_it(page: Page) -> None:
    drawings = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(drawings) == len(PLOTS)
    for plot, drawing in zip(PLOTS, drawings, strict=True):
        assert drawing["role"] == "img"
        assert (drawing["aria-label"] or "").startswith(plot.title)
        assert plot.caption in page.text


def test_plots_take_the_pages_colours_so_that_they_follow_light_and_dark(page: Page) -> None:
    style, drawings = page.source.split("</style>", 1)
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style
    for colour, name in CSS_NAMES.items():
        assert colour not in drawings
        assert style.count(f"--{name}: #") == 2, "one for each theme"
        assert f"--{name}: {colour};" in style
    assert set(re.findall(r"var\(--(\w+)\)", drawings)) <= set(CSS_NAMES.values())
    assert {"text", "blue", "orange", "green"} <= set(re.findall(r"var\(--(\w+)\)", drawings))
    assert not re.findall(r"(?:fill|stroke): #(?!0{6})\w{6}", drawings), "a colour that no theme knows"


def test_the_page_tells_figures_models_protocol_and_limits(page: Page, two: list[Evaluation]) -> None:
    for evaluation in two:
        skilled = evaluation.figures["skilled"]
        assert f"{skilled['common_eer_percent']:.2f} ± {skilled['common_eer_percent_sd']:.2f}" in page.text
        low, high = skilled["common_eer_percent_interval"]
        assert f"{low:.2f} to {high:.2f}" in page.text
        assert evaluation.figures["model"] in page.text
        assert evaluation.figures["model_sha256"] in page.text
    for words in ("ISO/IEC 19795-1", "with seeds from 1 to 2", "not the probability that a signature is genuine"):
        assert words in page.text


def test_signers_appear_by_their_names_in_the_corpus(page: Page) -> None:
    for name in ("U1", "U2", "U3", "U4"):
        assert name in page.text


def test_names_cannot_smuggle_anything_into_the_page(measured: Measured, tmp_path: Path) -> None:
    evil = '<script>alert("1")</script>'
    made = measured(evil, 'a"&<b>', signers=[evil, "U2", "U3"], corpus=evil)
    write_report(made, tmp_path / "report.html")
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert {"script", "b"}.isdisjoint({tag for tag, _ in page.tags})
    assert f"Signature verification on {evil}" in page.text
    assert 'a"&<b>' in page.text


def test_the_same_evaluation_gives_the_same_page_but_for_its_date(
    page: Page, two: list[Evaluation], tmp_path: Path
) -> None:
    write_report(two, tmp_path / "again.HTML")
    again = (tmp_path / "again.HTML").read_text(encoding="utf-8")
    first, second = (re.sub(r"made on [\d: -]+UTC", "", source) for source in (page.source, again))
    assert first == second


def pages_of(file: Path) -> int:
    content = file.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    return len(re.findall(rb"/Type /Page\b", content))


def test_the_pdf_has_pages_and_says_what_it_is(measured: Measured, tmp_path: Path) -> None:
    """Letters that the font lacks do no harm."""
    write_report(measured("山田", "$x$", signers=["佐藤", "$x$", "名"], count=1), tmp_path / "report.pdf")
    assert 3 <= pages_of(tmp_path / "report.pdf") <= 6
    content = (tmp_path / "report.pdf").read_bytes()
    assert b"Signature verification on places" in content
    assert b"/Creator (sigverify " in content


@pytest.mark.slow
def test_many_models_take_more_pages(two: list[Evaluation], tmp_path: Path) -> None:
    many = [replace(two[0], figures={**two[0].figures, "model": f"a model with a long name {n}"}) for n in range(7)]
    write_report(many, tmp_path / "many.pdf")
    assert pages_of(tmp_path / "many.pdf") > 6


def test_a_corpus_without_forgeries_has_a_page(measured: Measured, tmp_path: Path) -> None:
    write_report(measured("山田", signers=["佐藤", "$x$", "名"], forgeries=0, count=1), tmp_path / "report.html")
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert "No skilled forgeries were tested." in page.text
    assert "山田" in page.text


def test_other_endings_are_refused(two: list[Evaluation], tmp_path: Path) -> None:
    for name in ("report.docx", "report", ".html.txt"):
        with pytest.raises(UsageError, match=r"\.html or \.pdf"):
            check_ending(Path(name))
    with pytest.raises(UsageError, match=r"\.html or \.pdf"):
        write_report(two, tmp_path / "report.txt")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(
    two: list[Evaluation], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(evaluation_report._WRITERS, ".html", lambda _: b"<!doctype html>")
    with pytest.raises(ResourceFault, match="cannot be written"):
        write_report(two, tmp_path / "nowhere" / "report.html")


def test_evaluations_of_two_settings_are_refused(two: list[Evaluation], tmp_path: Path) -> None:
    other = replace(two[1], figures={**two[1].figures, "references": 9})
    with pytest.raises(UsageError, match="one setting"):
        write_report([two[0], other], tmp_path / "report.html")
