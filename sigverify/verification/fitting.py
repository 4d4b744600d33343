"""Whether a network can be used as a card says: the same words whether torch works it or not."""

from sigverify.errors import ModelError
from sigverify.ink.features import FeatureConfig
from sigverify.sentences import said


def takes_no_functions(features: FeatureConfig) -> ModelError:
    """Return what is raised where a network cannot take these features."""
    return ModelError(
        said(
            "Its network takes no {count} functions a frame. Install or train the model again.",
            count=len(features.functions),
        )
    )


def check_vector(found: tuple[int, int], vector_size: int) -> None:
    """Raise ModelError where a normal density is of one vector of `vector_size` numbers and a network gives another.

    found: vectors that the network makes of a signature, and their numbers; 0 leaves the size open.
    """
    if vector_size and found != (1, vector_size):
        raise ModelError(
            said(
                "Its normal density is of one vector of {vector_size} features, its network gives "
                "{found}. Install or train the model again.",
                vector_size=vector_size,
                found=found,
            )
        )
