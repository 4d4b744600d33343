"""`PlacesAtHand`: each place by its name, for whoever has them all."""

from typing import TYPE_CHECKING, cast

from sigverify.gui.panels.place import Place

if TYPE_CHECKING:
    from sigverify.gui.panels.collect import CollectPlace
    from sigverify.gui.panels.compare import ComparePlace
    from sigverify.gui.panels.enrol import EnrolPlace
    from sigverify.gui.panels.help import HelpPlace
    from sigverify.gui.panels.review import ReviewPlace
    from sigverify.gui.panels.settings_place import SettingsPlace
    from sigverify.gui.panels.tablet import TabletPlace
    from sigverify.gui.panels.train import TrainPlace
    from sigverify.gui.panels.verify import VerifyPlace


class PlacesAtHand:
    """place_of: how whoever has them all finds one by its word. To name one that is not built yet builds it."""

    def place_of(self, word: str) -> Place:
        """Return the place of this word on the rail."""
        raise NotImplementedError

    @property
    def enrol(self) -> "EnrolPlace":
        """Where references are written."""
        return cast("EnrolPlace", self.place_of("Enrol"))

    @property
    def verify(self) -> "VerifyPlace":
        """Where a signature is decided on."""
        return cast("VerifyPlace", self.place_of("Verify"))

    @property
    def compare(self) -> "ComparePlace":
        """Where two signatures are laid along each other."""
        return cast("ComparePlace", self.place_of("Compare"))

    @property
    def collect(self) -> "CollectPlace":
        """Where signatures are gathered and labelled."""
        return cast("CollectPlace", self.place_of("Collect"))

    @property
    def train(self) -> "TrainPlace":
        """Where a model is learnt."""
        return cast("TrainPlace", self.place_of("Train"))

    @property
    def review(self) -> "ReviewPlace":
        """Where decisions are looked through."""
        return cast("ReviewPlace", self.place_of("Review"))

    @property
    def tablet(self) -> "TabletPlace":
        """Where a tablet is tried."""
        return cast("TabletPlace", self.place_of("Tablet"))

    @property
    def preferences(self) -> "SettingsPlace":
        """Where the window, the store and its operators are set up."""
        return cast("SettingsPlace", self.place_of("Settings"))

    @property
    def help(self) -> "HelpPlace":
        """Where all of it is told."""
        return cast("HelpPlace", self.place_of("Help"))
