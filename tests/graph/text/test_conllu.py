import gzip

from casusgraph.graph.text.conllu import documents, read_treebank, text_of

SAMPLE = """# newdoc id = a
# newpar
# sent_id = a-1
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
3.1\tgone\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_
4\t!\t!\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = a-2
# newpar
1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_

# newdoc id = b
# sent_id = b-1
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def test_read_treebank(tmp_path):
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE, encoding="utf-8")
    sentences = list(read_treebank(path))
    assert [sentence.id for sentence in sentences] == ["a-1", "a-2", "b-1"]
    assert [word.form for word in sentences[0].words] == ["Do", "n't", "go", "!"]
    assert [word.space for word in sentences[0].words] == [False, True, False, True]
    assert [len(group) for group in documents(sentences)] == [2, 1]


def test_the_text_is_rebuilt_with_its_paragraphs(tmp_path):
    path = tmp_path / "sample.conllu.gz"
    path.write_bytes(gzip.compress(SAMPLE.encode()))
    group = next(documents(read_treebank(path)))
    text, spans = text_of(group)
    assert text == "Don't go! \n\nStay "
    assert [text[a:b] for sentence in spans for a, b in sentence] == ["Do", "n't", "go", "!", "Stay"]
