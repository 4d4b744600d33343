"""The plan of a training: who learns, with what, for how long; the split is seen before it starts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from sigverify.gui.loss_words import LOSS_WORDS
from sigverify.gui.panels.network_choice import FLOORS
from sigverify.gui.retraining import TrainingChoice
from sigverify.networks.losses import LOSSES
from sigverify.workflows.architectures import FLOORS as KNOWN_FLOORS


@pytest.fixture
def planning(open_window, fake):
    """Train, with four signers who have signatures, and its split drawn."""
    for number, name in enumerate(("Anna", "Ben", "Chen", "Dora")):
        fake.with_signer(name, 5, seed=number)
    use = open_window(fake)
    use.window.go_to("Train")
    wait(use)
    return use


def wait(use) -> None:
    use.settle()
    train = use.window.train
    use.qtbot.waitUntil(lambda: train.split is not None and use.fake.splits[-1] == train.plan.choice)
    use.qtbot.waitUntil(lambda: not train._drawing.is_at_work and not train._later.isActive())


def select(use, *rows: int) -> None:
    view = use.window.train.plan.signers.view
    view.clearSelection()
    model = view.selectionModel()
    for at in rows:
        model.select(view.model().index(at, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)


def test_the_split_is_told_by_name_and_by_count_before_it_starts(planning):
    plan = planning.window.train.plan
    assert [part.name for part in plan.signers.model.rows] == ["Anna", "Ben", "Chen", "Dora"]
    table = plan.split.table.text()
    assert "Anna, Chen; 10 of the synthetic signers" in table
    assert "24 of the synthetic signers" in table
    assert "Both models are compared on 4 signers." in plan.split.state.text()
    cells = [plan.signers.model.index(3, column).data() for column in range(5)]
    assert cells == ["Dora", "5", "● learn from", "measured in 2 · chooses in 1", "✔ yes"]
    assert planning.window.train.pages.ready_words.text().startswith(
        "4 signers of this store will be learnt from in 2 folds"
    )


def test_signers_are_left_out_and_kept_apart_by_mouse_and_by_key(planning):
    plan = planning.window.train.plan
    select(planning, 0)
    plan.signers.buttons["apart"].click()
    select(planning, 3)
    planning.qtbot.keyClick(plan.signers.view, Qt.Key.Key_Space)
    planning.qtbot.keyClick(plan.signers.view, Qt.Key.Key_Space)
    wait(planning)
    assert plan.choice.kept_apart == ("id-Anna",)
    assert plan.choice.left_out == ("id-Dora",)
    assert [part.use for part in plan.signers.model.rows] == ["apart", "learn", "learn", "out"]
    assert "Dora" not in plan.split.table.text()
    assert plan.split.table.text().count("Anna") == 1, "she is measured by the network that is kept alone"
    planning.window.train.controls.begin.click()
    planning.qtbot.waitUntil(lambda: not planning.window.train.is_training)
    assert planning.fake.choices[-1].kept_apart == ("id-Anna",)
    assert planning.fake.choices[-1].left_out == ("id-Dora",)


def test_what_is_impossible_is_said_before_the_start_with_what_to_do(planning):
    train = planning.window.train
    select(planning, 0, 1, 2)
    train.plan.signers.buttons["out"].click()
    assert not train.controls.begin.isEnabled(), "the split of this choice was not seen yet"
    wait(planning)
    assert train.plan.split.state.text().endswith("Choose another one to learn from.")
    assert not train.controls.begin.isEnabled()
    train.start()
    assert planning.fake.choices == []
    select(planning, 0)
    train.plan.signers.buttons["learn"].click()
    wait(planning)
    assert train.controls.begin.isEnabled()


def test_a_folder_that_is_gone_is_said_before_the_start(planning, tmp_path):
    train = planning.window.train
    train.plan.folders.ask_folder = lambda _: str(tmp_path / "gone")
    train.plan.folders.add_folder("csv")
    wait(planning)
    assert "does not exist" in train.plan.split.state.text()
    assert not train.controls.begin.isEnabled()
    assert "does not exist" in train.pages.ready_words.text()
    assert train.pages.ready_words.property("tone") == "refer", "it is no advice, but why nothing can begin"


def test_what_a_folder_holds_is_counted_beside_what_the_store_holds(planning, tmp_path):
    train = planning.window.train
    train.plan.folders.ask_folder = lambda _: str(tmp_path / "pads")
    train.plan.folders.add_folder("csv")
    wait(planning)
    assert "4 signers of pads" in train.side.material_words.text()
    assert train.pages.ready_words.property("tone") == ""


def test_signers_whom_the_model_in_use_knows_are_told(planning):
    planning.fake.seen = {"id-Ben"}
    planning.fake.split_caution = "Only 3 can be compared on."
    planning.window.train.enter()
    plan = planning.window.train.plan
    planning.qtbot.waitUntil(lambda: plan.signers.model.index(1, 4).data() == "✖ no")
    assert plan.split.state.text() == (
        "Both models are compared on 3 signers. Not on Ben: the model in use has learnt from this signer. "
        "Only 3 can be compared on."
    )
    assert planning.window.train.controls.begin.isEnabled(), "a caution forbids nothing"


def test_a_choice_that_changes_while_the_split_is_drawn_is_drawn_anew(planning):
    train, fake = planning.window.train, planning.fake
    fake.split_waits = True
    train.plan.seed.setValue(5)
    planning.qtbot.waitUntil(lambda: fake.splits[-1].seed == 5)
    train.plan.seed.setValue(6)
    planning.qtbot.waitUntil(lambda: fake.splits[-1].seed == 6)
    assert not train.can_start
    fake.split_waits = False
    wait(planning)
    assert train.can_start


def test_networks_are_joined_with_each_other_and_with_floors(planning):
    plan = planning.window.train.plan
    assert plan.choice == TrainingChoice(architecture="", steps=80)
    plan.networks.afresh.click()
    plan.network.setCurrentIndex(plan.network.findData("chopra-2005"))
    assert plan.steps.value() == 3000
    assert plan.choice.architecture == "chopra-2005+dtw"
    plan.networks.join.click()
    plan.networks.combos[1].setCurrentIndex(plan.networks.combos[1].findData("bromley-1994"))
    plan.networks.floors["duration"].click()
    assert plan.choice.architecture == "chopra-2005+bromley-1994+dtw+duration"
    assert "Chopra" in plan.about
    assert "Bromley" in plan.about
    plan.networks._removes[1].click()
    assert plan.choice.architecture == "chopra-2005+dtw+duration"
    plan.networks.going_on.click()
    assert plan.choice == TrainingChoice(architecture="", steps=80)


def test_a_loss_is_chosen_where_all_networks_allow_it(planning):
    plan = planning.window.train.plan
    plan.networks.afresh.click()
    plan.network.setCurrentIndex(plan.network.findData("bromley-1994"))
    assert not plan.networks.loss.isEnabled(), "a cosine has one loss"
    plan.network.setCurrentIndex(plan.network.findData("chopra-2005"))
    assert [plan.networks.loss.itemData(at) for at in range(plan.networks.loss.count())] == [
        "",
        "relative-triplet",
        "contrastive",
    ]
    plan.networks.loss.setCurrentIndex(1)
    assert plan.choice.loss == "relative-triplet"
    plan.networks.join.click()
    plan.networks.combos[1].setCurrentIndex(plan.networks.combos[1].findData("bromley-1994"))
    assert plan.choice.loss == ""


def test_it_lasts_for_steps_or_for_minutes_and_a_seed_is_kept(planning):
    plan = planning.window.train.plan
    plan.by_time.click()
    plan.minutes.setValue(12)
    plan.seed.setValue(7)
    assert (plan.choice.steps, plan.choice.minutes, plan.choice.seed) == (None, 12.0, 7)
    assert not plan.steps.isEnabled()
    plan.by_steps.click()
    assert (plan.choice.steps, plan.choice.minutes) == (80, None)


def test_the_panel_knows_every_floor_and_every_loss():
    assert FLOORS.keys() == KNOWN_FLOORS.keys()
    assert LOSS_WORDS.keys() == LOSSES.keys()


def test_everything_is_reached_by_keyboard_and_has_a_name(planning):
    plan = planning.window.train.plan
    plan.networks.afresh.click()
    reached: set[QWidget] = set()
    start = widget = planning.window.train.controls.begin
    for _ in range(400):
        widget = widget.nextInFocusChain()
        if widget is start:
            break
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
    controls = [plan.network, *plan.networks.floors.values(), plan.networks.loss, plan.networks.join]
    controls += [plan.steps, plan.minutes, plan.seed, plan.signers.view, *plan.signers.buttons.values()]
    for control in controls:
        assert control in reached
        assert control.accessibleName() or isinstance(control, QAbstractButton)


@pytest.mark.parametrize("hand", ["left", "right"])
def test_for_the_left_hand_the_outcome_stands_on_the_left(planning, hand):
    planning.window.settings.hand = hand
    planning.window.preferences.changed.emit()
    train = planning.window.train
    side, begin = (
        widget.mapTo(planning.window, widget.rect().center()).x() for widget in (train.side, train.controls.begin)
    )
    assert (side < begin) == (hand == "left")
