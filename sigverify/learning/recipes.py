"""Recipes: how each architecture of the catalogue is trained where nothing else is asked for."""

from sigverify.learning.sampler import SamplerConfig
from sigverify.learning.training_config import TrainingConfig

_BROMLEY_PAIRS = SamplerConfig(signers=4, genuine=5, skilled=4, random=1)
"""50, 40 and 10 % of the pairs, as Bromley et al. 1994 drew them: a loss of single pairs needs both kinds alike."""

_PAIRWISE = TrainingConfig(steps=3000, sampler=_BROMLEY_PAIRS, check_every=250)
"""A step on features of one short length is cheap, and a loss of single pairs tells less than one of triplets."""

_ZAGORUYKO = TrainingConfig(steps=3000, sampler=_BROMLEY_PAIRS, check_every=250, weight_decay=5e-4)
"""The weight decay of Zagoruyko & Komodakis 2015, section 4; theirs added to the gradient, AdamW's does not."""

_SETS = SamplerConfig(genuine=5, skilled=5, random=3, anchors=6, candidates=6, repeats=3)
"""Six genuine signatures, each of them in turn the anchor of all triplets with the other five and eight impostors;
without repeats, the many signers of SUSIG would say what is learnt, who are the easiest to tell apart."""

_ALIGNED = TrainingConfig(steps=300, sampler=_SETS, check_every=50)
"""Each step takes in 228 pairs; after some hundred steps, networks began to know the signers they learn from."""

_DEFAULT = TrainingConfig()
"""Triplets of one anchor each."""

_RECIPES: dict[str, TrainingConfig] = {
    "aligned-tdnn": _ALIGNED,
    "aligned-tdnn-long": _ALIGNED,
    "bromley-1994": _PAIRWISE,
    "chopra-2005": _PAIRWISE,
    "hadsell-2006": _PAIRWISE,
    **dict.fromkeys(
        ("siam", "pseudo-siam", "2ch", "siam-2stream", "2ch-2stream", "siam-spp"),
        _ZAGORUYKO,
    ),
}


def recipe_for(name: str) -> TrainingConfig:
    """Return the training of an architecture by its name in the catalogue."""
    return _RECIPES.get(name, _DEFAULT)
