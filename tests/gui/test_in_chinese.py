"""A person's path through the window in Chinese: enrol, verify, settings, with a real pen."""

import pytest
from fake_services import FakeServices, draw_signature
from PySide6.QtWidgets import QApplication

from sigverify.errors import StoreError
from sigverify.gui import desk_models
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.language import speak, tr
from sigverify.gui.replay import replay_recording
from sigverify.networks.catalogue import CATALOGUE
from sigverify.sentences import said
from sigverify.storage.permissions import refusal
from sigverify.storage.store import Store
from sigverify.workflows.sampling import SAMPLE_MARK, SAMPLE_PROFILE, SAMPLE_PURPOSE


@pytest.fixture(autouse=True)
def chinese(qapp: QApplication):
    speak("zh_CN")
    yield
    speak("en")


@pytest.fixture
def use(open_window, fake: FakeServices):
    fake.with_signer("王小明", 4, seed=1)
    return open_window(fake)


def test_the_frame_speaks_chinese(use):
    window = use.window
    assert [button.text() for button in window._rail._buttons.values()][2:4] == ["比对", "采集"]
    assert window.signers.shown_names == ["王小明"], "names stay as they are"
    device, _, model, _ = window.status.words
    assert device == "尚未检测到笔；也可使用鼠标"
    assert model.startswith("模型 aligned-tdnn")


def test_what_the_pen_wrote_is_told_in_chinese(use):
    use.choose("id-王小明", "Verify")
    replay_recording(use.window, draw_signature(1, 3))
    use.settle()
    _, badge, _, _ = use.window.status.words
    assert badge == "采集良好"


def test_a_verdict_is_given_in_chinese(use):
    use.choose("id-王小明", "Verify")
    replay_recording(use.window, draw_signature(1, 3))
    use.settle()
    panel = use.window.verify.verdict
    assert panel._outcome.text() in ("接受", "转人工", "拒绝")
    assert panel._support.text().endswith(("。", "程度。"))
    assert "支持“由 王小明 书写”" in panel._support.text() or "支持“由他人摹仿书写”" in panel._support.text()


def test_a_stroke_cut_short_by_a_closed_window_is_offered_in_chinese(use, open_window):
    use.choose("id-王小明", "Verify")
    use.pen.press(50, 80)
    for n in range(30):
        use.pen.move(50 + 3 * n, 80)
    use.window.close()
    again = open_window(use.fake)
    (sentence,) = again.window.banners.sentences
    assert sentence.startswith("王小明 有一个签名未写完：")
    assert sentence.endswith("（1 笔）。")
    assert again.window.banners.press("丢弃")
    again.settle()
    assert use.fake.journal == {}


def test_a_card_and_a_network_are_told_in_chinese(tmp_path):
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", passphrase="open sesame") as store:
        model = next(row for row in desk_models.rows(store) if row.in_use)
        sections = {section.heading: section for section in desk_models.card_of(store, model.key).sections}
    assert sections["用什么训练"].table[0] == ("数据集", "签名人", "真实", "伪造签名", "合成伪造签名")
    assert any("保留的网络从所有签名人学习。" in words for words in sections["用什么训练"].sentences)
    network = CATALOGUE["siam"]
    assert tr(network.title) == "孪生，判断由学习得到"


def test_what_a_role_does_not_allow_is_told_in_chinese():
    assert (
        tr(refusal("erase", ("clerk", "examiner")))
        == "您的角色（前台人员和鉴定人员）不允许擦除所存内容。请联系管理员。"
    )


def test_a_fault_from_below_is_told_in_chinese(open_window, fake):
    fake.fail_on["open"] = StoreError(
        said("The store '{where}' is damaged ({cause}). Restore it from a copy.", where="a.sqlite", cause="page 3")
    )
    use = open_window(fake)
    assert use.window.banners.sentences == ["签名库“a.sqlite”已损坏（page 3）。请从备份恢复。"]
    del fake.fail_on["open"]
    assert use.window.banners.press("重试")
    use.settle()


def test_settings_are_made_in_chinese_and_another_language_is_chosen(use, settings):
    use.window.go_to("Settings")
    place = use.window.preferences
    assert place.false_matches.itemText(0) == "误接受伪造签名：模型自带的阈值"
    assert place.false_matches.itemText(5).startswith("误接受伪造签名：至多 1/")
    words = {button.text(): button for button in place._language_buttons}
    assert list(words) == ["跟随系统", "English", "简体中文"]
    words["English"].click()
    assert settings.language == "en"
    assert place._again.isVisible()
    assert place._again.text() == "重新打开窗口"


def test_what_the_program_named_itself_is_named_in_chinese(tmp_path):
    """Samples bear a mark, a first way of signing a word; both are stored in English, and so they stay."""
    desk = DeskServices(f"sqlite:///{tmp_path / 'store.sqlite'}")
    desk.open("open sesame")
    try:
        with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", passphrase="open sesame") as store:
            sample = store.add_signer("Ada Merrow" + SAMPLE_MARK, sample=True)
            store.set_retention(sample.id, SAMPLE_PURPOSE, None)
            store.add_profile(sample.id, SAMPLE_PROFILE)
            own = store.add_signer("Bea (sample)")
        views = {view.signer_id: view for view in desk.signers().rows}
        shown = views[sample.id]
        assert shown.name == "Ada Merrow（示例）"
        assert [way.name for way in shown.profiles] == ["签名", "姓名首字母"]
        assert shown.purpose.startswith("仅供浏览")
        assert views[own.id].name == "Bea (sample)", "what a person typed stays as it is"
    finally:
        desk.close()
