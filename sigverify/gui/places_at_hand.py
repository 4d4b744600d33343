"""`PlacesAtHand`: each place by its name, for whoever has them all."""

from typing import TYPE_CHECKING

from sigverify.gui.places import Places

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
    """places: all of them. To name one that is not built yet builds it."""

    places: Places

    @property
    def enrol(self) -> "EnrolPlace":
        """Where references are written."""
        return self.places.enrol

    @property
    def verify(self) -> "VerifyPlace":
        """Where a signature is decided on."""
        return self.places.verify

    @property
    def compare(self) -> "ComparePlace":
        """Where two signatures are laid along each other."""
        return self.places.compare

    @property
    def collect(self) -> "CollectPlace":
        """Where signatures are gathered and labelled."""
        return self.places.collect

    @property
    def train(self) -> "TrainPlace":
        """Where a model is learnt."""
        return self.places.train

    @property
    def review(self) -> "ReviewPlace":
        """Where decisions are looked through."""
        return self.places.review

    @property
    def tablet(self) -> "TabletPlace":
        """Where a tablet is tried."""
        return self.places.tablet

    @property
    def preferences(self) -> "SettingsPlace":
        """Where the window, the store and its operators are set up."""
        return self.places.preferences

    @property
    def help(self) -> "HelpPlace":
        """Where all of it is told."""
        return self.places.help
