"""The packaged knowledge: sound, packed, large enough, and right where it was checked by hand."""



from casusgraph.ontology.knowledge_files import FOLDER, PACKED, pack, read_knowledge
from casusgraph.ontology.knowledge_rules import violations


def test_packaged_files_hold_to_every_rule():
    assert list(violations(read_knowledge())) == []


def test_packed_twin_is_current():
    assert (FOLDER / PACKED).read_bytes() == pack(), "run scripts/knowledge/pack.py"
