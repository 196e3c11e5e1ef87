"""How well predictions answer a benchmark: one module a kind of task, by the published protocol of the set."""
