"""A build as a run over many documents: here, in several processes or on a cluster; kept as it goes."""
