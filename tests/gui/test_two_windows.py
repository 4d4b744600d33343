"""Two windows on one store: what one throws away, because it looks left behind, costs the other no ink."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sigverify.gui.desk import CaptureTicket
from sigverify.gui.desk_services import DeskServices
from sigverify.ink.recording import Recording
from sigverify.storage.store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def windows(url: str) -> Iterator[tuple[DeskServices, DeskServices]]:
    """What two windows ask of the store, each with a connection of its own."""
    both = DeskServices(url), DeskServices(url)
    for services in both:
        services.open()
    yield both
    for services in both:
        services.close()


def stroke(number: int) -> Recording:
    return Recording(time_s=[0.0, 0.01], x=[0.0, float(number)], y=[1.0, 2.0], stroke=[0, 0])


def parts(url: str) -> list[tuple[Recording, ...]]:
    with Store.open(url) as store:
        return [page.parts for page in store.unfinished_captures()]


def test_a_page_that_another_window_throws_away_is_written_again(windows, url: str) -> None:
    mine, other = windows
    ticket = CaptureTicket(mine.add_signer("Anna").signer_id, "reference")
    for number in (1, 2):
        ticket.add(stroke(number))
        ticket.save(mine)
    (view,) = other.unfinished()
    assert (view.signer_name, view.stroke_count) == ("Anna", 2)
    other.abandon_capture(view.capture_id)
    ticket.add(stroke(3))
    assert ticket.save(mine) != view.capture_id
    assert parts(url) == [(stroke(1), stroke(2), stroke(3))]


def test_a_page_thrown_away_before_its_end_is_still_finished(windows, url: str) -> None:
    mine, other = windows
    ticket = CaptureTicket(mine.add_signer("Anna").signer_id, "collected")
    ticket.add(stroke(1))
    other.abandon_capture(ticket.save(mine))
    assert parts(url) == []
    ticket.save(mine)  # as before each end of a signature
    assert parts(url) == [(stroke(1),)]


def test_a_page_that_is_gone_is_thrown_away_without_a_word(windows, url: str) -> None:
    mine, other = windows
    ticket = CaptureTicket(mine.add_signer("Anna").signer_id, "reference")
    ticket.add(stroke(1))
    other.abandon_capture(ticket.save(mine))
    ticket.abandon(mine)
    assert parts(url) == []
