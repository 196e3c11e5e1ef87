"""How the packaged language model is made: from treebanks and annotated news to a model folder."""
