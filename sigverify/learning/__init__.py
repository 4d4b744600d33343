"""Examples, batches, augmentation, held-out signers, checkpoints and the training loop; it owns no thread."""
