"""The first start: nothing is empty for long, and what is there to look at goes with one click."""

import threading

from fake_services import FakeServices

from sigverify.errors import StoreError


def test_an_empty_list_offers_samples_and_takes_them_away_again(open_window, fake, qtbot):
    use = open_window(fake)
    signers, samples = use.window.signers, use.window.samples
    assert samples.isVisible()
    with qtbot.waitSignal(samples.changed):
        samples.show_samples.click()
    use.settle()
    assert signers.shown_names == ["Clara 0 (sample)", "Clara 1 (sample)", "Clara 2 (sample)"]
    assert not samples.isVisible()
    assert signers._drop_samples.isVisible()
    fake.with_signer("Anna", 1)
    signers._drop_samples.click()
    use.settle()
    assert signers.shown_names == ["Anna"]
    assert not signers._drop_samples.isVisible()
    assert not samples.isVisible(), "somebody is there"


class Slow(FakeServices):
    """Samples that wait until a test lets them sign."""

    def make_samples(self, cancelled):
        for item in super().make_samples(cancelled):
            yield item
            self.gate.wait(10)


def test_the_making_shows_progress_and_can_be_stopped(open_window, qtbot):
    fake = Slow()
    fake.gate = threading.Event()
    use = open_window(fake)
    samples = use.window.samples
    samples.start()
    qtbot.waitUntil(lambda: samples._words.text() == "Sample 0 signs…")
    assert samples.stop.isVisible()
    assert not samples.show_samples.isVisible()
    with qtbot.waitSignal(samples.changed):
        samples.stop.click()
        fake.gate.set()
    use.settle()
    assert use.window.signers.shown_names == ["Clara 0 (sample)"], "what is whole stays"
    assert use.window.banners.sentences == []


def test_a_window_that_is_closed_meanwhile_ends_it(open_window, qtbot):
    fake = Slow()
    fake.gate = threading.Event()
    use = open_window(fake)
    use.window.samples.start()
    qtbot.waitUntil(lambda: use.window.samples._words.text() == "Sample 0 signs…")
    fake.gate.set()
    use.window.close()
    assert "close" in fake.calls


def test_a_fault_is_told_and_the_offer_stands_again(open_window, qtbot):
    class Full(FakeServices):
        def make_samples(self, cancelled):
            raise StoreError("The disk is full. Make room, then try again.")

    use = open_window(Full())
    with qtbot.waitSignal(use.window.samples.changed):
        use.window.samples.start()
    assert use.window.banners.sentences == ["The disk is full. Make room, then try again."]
    assert use.window.samples.show_samples.isVisible()


def test_ten_thousand_signers_are_searched_and_ordered(open_window, fake):
    for n in range(10_000):
        fake.names[f"id-{n}"] = f"Person {n:05d}"
    fake.with_signer("Zoë Ångström", 2)
    fake.aged.add("id-7")
    use = open_window(fake)
    signers = use.window.signers
    assert len(signers.shown_names) == 10_001
    signers._field.setText("zoe ang")
    assert signers.shown_names == ["Zoë Ångström"]
    signers.choose("id-9999")
    assert signers.current.name == "Person 09999"
    assert signers._view.currentIndex().data() == "Person 09999"
    signers._order.activated.emit(1)
    assert signers.shown_names[0] == "Zoë Ångström"
