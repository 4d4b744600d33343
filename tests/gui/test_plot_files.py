"""A plot is written into a file: as it looks, or as its numbers."""

import csv
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from fake_services import draw_signature
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from sigverify.gui.replay import replay_recording
from sigverify.gui.retraining import TrainingPicture, TrainingProgress


@pytest.fixture
def verified(use, tmp_path):
    use.choose("id-Anna", "Verify")
    replay_recording(use.window, draw_signature(1, 20), 4.0)
    use.settle()
    use.card = use.window.verify.live
    use.card.export.ask_path = lambda ending: str(tmp_path / f"plot.{ending}")
    return use


def saved(use, export, ending: str):
    with use.qtbot.waitSignal(export.written) as told:
        export.save(ending)
    return told.args[0]


def test_the_live_curves_are_written_as_picture_drawing_and_numbers(verified):
    export, plot = verified.card.export, verified.card.plot
    picture = QImage(saved(verified, export, "png"))
    assert picture.size() == plot.view.size() * 2
    colours = {picture.pixelColor(x, picture.height() // 2).name() for x in range(0, picture.width(), 2)}
    assert len(colours) > 3, "curves, band and line are on it"
    drawing = ET.parse(saved(verified, export, "svg")).getroot()
    assert drawing.tag.endswith("svg")
    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}path"))) > 5, "lines stay lines"
    head, *rows = csv.reader(Path(saved(verified, export, "csv")).read_text(encoding="utf-8").splitlines())
    assert head == ["curve", "time (s)", "distance so far"]
    together = [(float(time), float(distance)) for name, time, distance in rows if name == "all"]
    assert len(together) > 5
    np.testing.assert_allclose([time_s for time_s, _ in together], plot.times_s, 1e-5)
    drawn = np.stack(plot._combined.getData(), axis=1)  # no more of them than there are pixels
    assert all(np.isclose(together, moment, 1e-5).all(axis=1).any() for moment in drawn[:-1])
    assert {f"reference {n}" for n in range(1, 6)} <= {name for name, *_ in rows}


def test_it_is_not_offered_while_the_curve_is_hidden_from_who_signs(use, settings):
    settings.live_hidden = True
    use.choose("id-Anna", "Verify")
    use.window.verify.live._hide.setChecked(True)
    assert use.window.verify.live.export.button.isHidden()


def test_no_file_is_named_and_none_is_written(verified, tmp_path):
    verified.card.export.ask_path = lambda _: ""
    verified.card.export.save("png")
    assert not list(tmp_path.glob("plot*"))


def test_a_folder_that_refuses_is_said(verified, tmp_path):
    verified.card.export.ask_path = lambda ending: str(tmp_path / "nowhere" / f"plot.{ending}")
    verified.card.export.save("csv")
    assert "could not be written" in verified.window.banners.sentences[-1]


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen no menu can hold the keyboard
def test_the_menu_opens_by_a_key(verified):
    export = verified.card.export
    export.button.setFocus()
    QTest.keyClick(export.button, " ")
    assert export.menu.isVisible()
    export.menu.close()


def test_every_plot_of_a_training_tells_its_numbers(use):
    use.window.go_to("Train")
    curves = use.window.train.curves
    rng = np.random.default_rng(1)
    picture = TrainingPicture(
        det=(np.array([-2.0, -1.0, 0.0]), np.array([0.0, -1.0, -2.0])),
        equal_error_rate=0.16,
        points=rng.normal(size=(6, 2)),
        signer=(0, 0, 0, 1, 1, 1),
        forged=(False, False, True, False, False, True),
        kept=0.8,
    )
    for step in (1, 2, 3):
        curves.show_progress(
            TrainingProgress(
                phase="Learning",
                done=0.1,
                step=step,
                steps=10,
                loss=1.0 / step,
                genuine_distances=rng.uniform(0, 1, 20),
                impostor_distances=rng.uniform(1, 3, 20),
                checks=((1, 0.2), (2, 0.1)),
                picture=picture,
                energy_margin=1.0,
                seconds_left=60.0,
            )
        )
    use.qtbot.waitUntil(lambda: all(share.y.sum() > 99 for share in curves.histograms.curves()))
    names = ("loss", "histograms", "energies", "det", "held_out", "map")
    told = {name: getattr(curves, name).curves() for name in names}
    losses = told["loss"][0]
    np.testing.assert_allclose(losses.y, [1, 1 / 2, 1 / 3])
    for share in told["histograms"]:
        assert share.y.sum() == pytest.approx(100)
    newest = told["det"][-1]
    np.testing.assert_allclose(newest.x, [2.275, 15.866, 50.0], atol=0.001)
    assert [len(part.x) for part in told["map"]] == [2, 1, 2, 1]
    assert sum(len(part.x) for part in told["energies"]) == 60
    assert list(told["held_out"][-1].points) == [(1.0, 20.0), (2.0, 10.0)]
