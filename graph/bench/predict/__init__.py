"""What our extractor says in the terms of a benchmark: one module a kind of task."""
