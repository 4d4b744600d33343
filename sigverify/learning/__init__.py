"""Batches, augmentation and the training loop; it yields reports and owns no thread."""
