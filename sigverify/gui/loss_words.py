"""What losses are called for people, where one is chosen and where a card tells of it."""

from sigverify.sentences import said

LOSS_WORDS = {
    "cosine-targets": said("cosine to targets (Bromley et al. 1994)"),
    "contrastive-chopra": said("contrastive (Chopra et al. 2005)"),
    "contrastive": said("contrastive with a margin (Hadsell et al. 2006)"),
    "hinge": said("hinge (Zagoruyko & Komodakis 2015)"),
    "triplet": said("triplet with a margin (Schroff et al. 2015)"),
    "relative-triplet": said("triplet, relative to the signer's spread"),
    "ratio-triplet": said("triplet on ratios of distances"),
}
"""By the names that they are chosen by, see `networks.losses`."""
