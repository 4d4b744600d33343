"""`ForgedToo`: what somebody who is to be erased forged of others, and whether that is to go as well."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from sigverify.gui.enrolling import ForgedView
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import label
from sigverify.gui.tokens import GAP_WITHIN, HIT_PX


class ForgedToo(QWidget):
    """How many forgeries name a signer, above a box to tick; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        self.box = QCheckBox(tr("Discard these forgeries too"))
        self.box.setAccessibleName(tr("Discard these forgeries too"))
        self.box.setMinimumHeight(HIT_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_WITHIN // 2)
        layout.addWidget(self.words)
        layout.addWidget(self.box)
        self.hide()

    @property
    def wanted(self) -> bool:
        """Whether they are to go."""
        return not self.isHidden() and not self.box.isHidden() and self.box.isChecked()

    def show_count(self, forged: ForgedView) -> None:
        """Tell of so many forgeries, which stay unless a person says otherwise."""
        count = forged.count
        self.box.setChecked(False)
        self.box.setVisible(not forged.mixed_up)
        self.words.setText(
            tr(
                "{n} forgery of others' signatures names somebody who is called so, as another signer is too. Nothing "
                "tells which of both wrote it: it stays without the name. Discard it in Collect if it is this one's.",
                "{n} forgeries of others' signatures name somebody who is called so, as another signer is too. Nothing "
                "tells which of both wrote them: they stay without the name. Discard in Collect those that are this "
                "one's.",
                n=count,
            )
            if forged.mixed_up
            else tr(
                "{n} forgery of others' signatures names this signer as the forger. Unless it is discarded too, it "
                "stays without the name.",
                "{n} forgeries of others' signatures name this signer as the forger. Unless they are discarded too, "
                "they stay without the name.",
                n=count,
            )
        )
        self.box.setAccessibleDescription(self.words.text())
        self.setVisible(count > 0)
