#!/usr/bin/env python3
"""Pairs with the code of the act between them, for train-acts, in JSON Lines.

usage: pairs.py ENTENTE RE3D.jsonl TEXT.txt > PAIRS.jsonl

own    what tests/frames/examples.tsv and constructions.tsv state: this project's sentences, which give what is written there
re3d   the Relationship and Entity Extraction Evaluation Dataset, in so far as a relation of its is most often one code
far    what the frames find in raw text (a paragraph a line), by the tree
near   the same, by the order of words alone: they are more like the pairs that frames do not join, and weigh more
"""
import json
import os
import subprocess
import sys
import tempfile

FRAMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/frames")
RE3D = {"FightingAgainst": "ASSAULT", "AlliesOf": "SUPPORT", "Likes": "SUPPORT", "Dislikes": "ACCUSE"}
WEIGHTS = {"own": 1.0, "re3d": 1.0, "far": 0.5, "near": 3.0}
TREE = 0.7  # statements found in the tree have a higher confidence


def rows(name):
    with open(os.path.join(FRAMES, name), encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]


def extract(entente, texts):
    """The statements of each text that are no LINK, with their text."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        f.writelines(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
        f.flush()
        out = subprocess.Popen([entente, "extract", "--quiet", f.name], stdout=subprocess.PIPE, text=True, encoding="utf-8")
        for line in out.stdout:
            statement = json.loads(line)
            if statement["root"] != "LINK":
                yield statement
        if out.wait():
            sys.exit("pairs.py: extract failed")


def pair(kind, text, source, target, code):
    row = {"kind": kind, "weight": WEIGHTS[kind], "text": text, "code": code}
    row.update((side, {"begin": begin, "end": end}) for side, (begin, end) in (("source", source), ("target", target)))
    print(json.dumps(row, ensure_ascii=False))


def own(entente):
    texts = [r[5] for r in rows("examples.tsv")] + [r[0] for r in rows("constructions.tsv")]
    for s in extract(entente, texts):
        pair("own", texts[int(s["doc"])], *((s[side]["begin"], s[side]["end"]) for side in ("source", "target")), s["code"])


def re3d(path):
    with open(path, encoding="utf-8") as f:
        for document in map(json.loads, f):
            for r in document["relations"]:
                if r["type"] in RE3D:
                    pair("re3d", document["text"], (r["source_begin"], r["source_end"]), (r["target_begin"], r["target_end"]), RE3D[r["type"]])


def raw(entente, path):
    seen = set()
    with open(path, encoding="utf-8") as f:
        texts = [line.strip() for line in f if 60 < len(line) < 4000]
    for s in extract(entente, texts):
        begin, end, text = (s["evidence"][k] for k in ("begin", "end", "text"))
        spans = [(s[side]["begin"] - begin, s[side]["end"] - begin) for side in ("source", "target")]
        whole = len(text) == end - begin and all(0 <= b and e <= len(text) for b, e in spans)
        key = (text, *spans)
        if whole and key not in seen:
            seen.add(key)
            pair("far" if s["confidence"] > TREE else "near", text, *spans, s["code"])


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    own(sys.argv[1])
    re3d(sys.argv[2])
    raw(sys.argv[1], sys.argv[3])


if __name__ == "__main__":
    main()
