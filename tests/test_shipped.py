"""What travels with the program is found from the checkout, and its absence is said plainly."""

import re
from pathlib import Path

import pytest

from sigverify import shipped
from sigverify.errors import ResourceFault
from sigverify.shipped import shipped_folder

CHECKOUT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["models", "resources"])
def test_the_checkout_finds_its_own_folders(name, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert shipped_folder(name) == CHECKOUT / name
    assert any(shipped_folder(name).iterdir())


def test_folders_inside_the_package_win(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Beside an installed package lie other packages: one of them may be called models."""
    package = tmp_path / "sigverify"
    for folder in (package / "models", tmp_path / "models"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(shipped, "_PACKAGE", package)
    assert shipped_folder("models") == package / "models"


def test_an_installation_without_them_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "sigverify")
    with pytest.raises(ResourceFault, match=r"'resources' is missing .* Install it again"):
        shipped_folder("resources")


def _anchors(page: Path) -> set[str]:
    """What a link may name of a page: its headings, as GitHub makes links of them."""
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_every_page_links_to_files_and_headings_that_exist() -> None:
    broken = []
    pages = [CHECKOUT / "README.md", CHECKOUT / "CHANGELOG.md", *shipped_folder("resources").glob("**/*.md")]
    for page in pages:
        for target, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", page.read_text(encoding="utf-8")):
            if "://" in target:
                continue
            named = page.parent / target if target else page
            if not named.exists() or (anchor and named.suffix == ".md" and anchor not in _anchors(named)):
                broken.append(f"{page.name}: {target}#{anchor}")
    assert broken == []
