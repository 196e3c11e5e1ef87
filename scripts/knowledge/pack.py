"""Write ontology/knowledge/packed.json anew. Run it after every edit of a YAML file there (a test compares)."""

from casusgraph.ontology.knowledge_files import FOLDER, PACKED, pack

if __name__ == "__main__":
    (FOLDER / PACKED).write_bytes(pack())
