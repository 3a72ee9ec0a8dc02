#!/usr/bin/python3
"""teacher.py - a slow, strong tagger, parser and namer, that labels raw text for the fast models to learn from.

usage: teacher.py train MODEL VECTORS --ud F.conllu... --ner NAME=F.bio... [--dev F.conllu] [--epochs N]
       teacher.py label MODEL < tokens.conllu > labelled.conllu      names stand in MISC as NER=B-PER
       teacher.py vary --ud F.conllu... > tokens.conllu              the treebanks' sentences with other words

A bidirectional LSTM (two layers) over word, affix, shape and given vectors, with a tag head, a deep biaffine parser
(Dozat and Manning 2017) and a BIO name head, trained together. It needs Debian's python3-torch and is used for training
only: knowledge distillation into linear models. Sentences whose tree is not projective, or of whose tree it is not
sure, are left out of the output. Seeds are fixed; one thread count gives one result.
"""
import argparse
import math
import os
import random
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
GOLD = ["tags", "heads", "rels", "ner"]
AFFIXES, SHAPES = 8000, 600
CHARS, LETTERS = 20, 160        # characters of a word that count, and how many kinds of them
HIDDEN, ARC, REL = 256, 300, 90


def read_conllu(path):
    """Sentences as lists of (form, upos, xpos, head, deprel, ner or None)."""
    rows, stream = [], sys.stdin if path == "-" else open(path, encoding="utf-8")
    for line in stream:
        line = line.rstrip("\n")
        if not line:
            if rows:
                yield rows
            rows = []
        elif line[0] != "#":
            c = line.split("\t")
            if c[0].isdigit():
                head = int(c[6]) if c[6].isdigit() else 0
                rows.append((c[1], c[3], c[4], head, c[7], None))
    if rows:
        yield rows


def read_bio(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if rows:
                yield rows
            rows = []
        elif not line.startswith("#"):
            c = line.split("\t")
            form, tag = (c[0], c[1]) if len(c) == 2 else (c[1], c[2])
            rows.append((form, tag if tag in NAMES else "O"))
    if rows:
        yield rows


def bucket(text, size):
    h = 2166136261
    for b in text.encode():
        h = (h ^ b) * 16777619 & 0xFFFFFFFF
    return 1 + h % (size - 1)


def shape(form):
    out = ""
    for c in form:
        k = "X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c
        if len(out) < 2 or out[-1] != k or out[-2] != k:
            out += k
    return out


def affixes(form):
    low = form.lower()
    return [bucket("s%d" % n + low[-n:], AFFIXES) for n in (1, 2, 3, 4)] + \
           [bucket("p%d" % n + low[:n], AFFIXES) for n in (1, 2, 3)]


def read_vectors(path):
    words, rows = {}, [None]
    with open(path, encoding="utf-8") as f:
        _, dim = map(int, f.readline().split())
        for line in f:
            c = line.rstrip().split(" ")
            if len(c) != dim + 1:
                continue
            words[c[0]] = len(rows)
            rows.append([float(x) for x in c[1:]])
    rows[0] = [0.0] * dim
    v = torch.tensor(rows)
    return words, v / v.std()


class Teacher(nn.Module):
    def __init__(self, m, vectors):
        super().__init__()
        self.given = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.word = nn.Embedding(len(m["words"]) + 2, 64, padding_idx=0)
        self.affix = nn.Embedding(AFFIXES, 12, padding_idx=0)
        self.shape = nn.Embedding(SHAPES, 16, padding_idx=0)
        self.letter = nn.Embedding(LETTERS, 24, padding_idx=0)
        self.spell = nn.ModuleList([nn.Conv1d(24, 40, w, padding=w // 2) for w in (3, 4, 5)])
        size, out = vectors.shape[1] + 64 + 7 * 12 + 16 + 120, 2 * HIDDEN
        self.onward = nn.ModuleList([nn.LSTM(n, HIDDEN, batch_first=True) for n in (size, out)])
        self.back = nn.ModuleList([nn.LSTM(n, HIDDEN, batch_first=True) for n in (size, out)])
        self.tag = nn.Linear(out, len(m["tags"]))
        self.name = nn.Linear(out + 8, len(NAMES))
        self.source = nn.Embedding(8, 8)
        self.arc_d, self.arc_h = nn.Linear(out, ARC), nn.Linear(out, ARC)
        self.rel_d, self.rel_h = nn.Linear(out, REL), nn.Linear(out, REL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.zeros(len(m["rels"]), REL + 1, REL + 1))
        self.root = nn.Parameter(torch.randn(out) * 0.1)
        self.drop = nn.Dropout(0.35)
        for p in self.named_parameters():
            if "weight_hh" in p[0]:
                nn.init.orthogonal_(p[1])

    def spelling(self, letters):
        """Convolutions over the letters of each kind of word, the strongest answer of each."""
        kinds, at = torch.unique(letters.flatten(0, 1), dim=0, return_inverse=True)
        x = self.letter(kinds).transpose(1, 2)
        y = torch.cat([F.relu(conv(x)).max(2)[0] for conv in self.spell], 1)
        return y[at].view(*letters.shape[:2], -1)

    def encode(self, b):
        words, given = b["words"], b["given"]
        if self.training:
            keep = torch.rand(words.shape) > 0.2
            words = torch.where(keep | (words == 0), words, torch.ones_like(words))
            given = torch.where(torch.rand(words.shape) > 0.08, given, torch.zeros_like(given))
        x = torch.cat([self.given(given), self.word(words), self.affix(b["affix"]).flatten(2),
                       self.shape(b["shape"]), self.spelling(b["letters"])], 2)
        # Each sentence turned around in its own length: torch's packed sequences do the same, at twice the time.
        at = torch.arange(words.shape[1])[None, :]
        turned = torch.where(at < b["lengths"][:, None], b["lengths"][:, None] - 1 - at, at)[:, :, None]
        for onward, back in zip(self.onward, self.back):
            x = self.drop(x)
            y = back(torch.gather(x, 1, turned.expand_as(x)))[0]
            x = torch.cat([onward(x)[0], torch.gather(y, 1, turned.expand_as(y))], 2)
        return self.drop(x)

    def arcs(self, y):
        n = y.shape[0]
        h = torch.cat([self.root.expand(n, 1, -1), y], 1)
        d = self.drop(F.leaky_relu(self.arc_d(y), 0.1))
        h = self.drop(F.leaky_relu(self.arc_h(h), 0.1))
        d = torch.cat([d, torch.ones_like(d[..., :1])], 2)
        return torch.einsum("ndi,ij,nhj->ndh", d, self.arc, h)

    def rels(self, y, heads):
        n = y.shape[0]
        h = torch.cat([self.root.expand(n, 1, -1), y], 1)
        d = self.drop(F.leaky_relu(self.rel_d(y), 0.1))
        h = self.drop(F.leaky_relu(self.rel_h(h), 0.1))
        h = torch.gather(h, 1, heads.unsqueeze(2).expand(-1, -1, h.shape[2]))
        d = torch.cat([d, torch.ones_like(d[..., :1])], 2)
        h = torch.cat([h, torch.ones_like(h[..., :1])], 2)
        return torch.einsum("ndi,rij,ndj->ndr", d, self.rel, h)

    def names(self, y, source):
        return self.name(torch.cat([y, self.source(source).unsqueeze(1).expand(-1, y.shape[1], -1)], 2))


def features(m, form, known={}):
    """Numbers of a form: word, given vector, shape, affixes."""
    row = known.get(form)
    if row is None:
        low = form.lower()
        given = m["given"].get(form) or m["given"].get(low) or m["given"].get(form.capitalize(), 0)
        letters = [min(ord(c), LETTERS - 1) for c in (form if len(form) <= CHARS else form[:12] + form[-8:])]
        row = known[form] = [m["words"].get(low, 1), given, bucket(shape(form), SHAPES)] + affixes(form) + \
            letters + [0] * (CHARS - len(letters))
    return row


def batch(m, sentences):
    sentences = sorted(sentences, key=lambda s: -len(s["forms"]))
    n, longest = len(sentences), len(sentences[0]["forms"])
    x = torch.zeros(n, longest, 10 + CHARS, dtype=torch.long)
    gold = torch.full((4, n, longest), -100, dtype=torch.long)
    for i, s in enumerate(sentences):
        if "x" not in s:
            s["x"] = torch.tensor([features(m, f) for f in s["forms"]])
            s["y"] = [(k, torch.tensor(s[name])) for k, name in enumerate(GOLD) if name in s]
        x[i, :len(s["forms"])] = s["x"]
        for k, values in s["y"]:
            gold[k, i, :len(values)] = values
    b = {"words": x[..., 0], "given": x[..., 1], "shape": x[..., 2], "affix": x[..., 3:10], "letters": x[..., 10:], "sentences": sentences,
         "lengths": torch.tensor([len(s["forms"]) for s in sentences]),
         "source": torch.tensor([s.get("source", 0) for s in sentences])}
    b.update({name: gold[k] for k, name in enumerate(GOLD)})
    return b


def mask_arcs(arc, lengths):
    n, d, h = arc.shape
    at = torch.arange(h)
    arc = arc.masked_fill((at[None, :] > lengths[:, None])[:, None, :], -1e9)
    return arc.masked_fill(torch.eye(d, h, dtype=torch.bool).roll(1, 1)[None], -1e9)


def loss_of(model, b):
    y = model.encode(b)
    total = 0
    if (b["tags"] >= 0).any():
        arc = mask_arcs(model.arcs(y), b["lengths"])
        heads = b["heads"]
        good = heads >= 0
        total = F.cross_entropy(arc[good], heads[good])
        rel = model.rels(y, heads.clamp(min=0))
        total = total + F.cross_entropy(rel[good], b["rels"][good])
        tag = model.tag(y)
        total = total + F.cross_entropy(tag[good], b["tags"][good])
    if (b["ner"] >= 0).any():
        name = model.names(y, b["source"])
        good = b["ner"] >= 0
        total = total + 0.7 * F.cross_entropy(name[good], b["ner"][good])
    return total


def load_training(m, args):
    names = {}
    for k, spec in enumerate(args.ner):
        path = spec.split("=", 1)[1]
        for rows in read_bio(path):
            names.setdefault(tuple(r[0] for r in rows), (k, [NAMES.index(r[1]) for r in rows]))
    sentences, counts = [], {}
    for path in args.ud:
        for rows in read_conllu(path):
            forms = tuple(r[0] for r in rows)
            s = {"forms": forms, "ud": rows}
            if forms in names:
                s["source"], s["ner"] = names.pop(forms)
            sentences.append(s)
    for forms, (k, tags) in names.items():
        sentences.append({"forms": forms, "source": k, "ner": tags})
    for s in sentences:
        for f in s["forms"]:
            counts[f.lower()] = counts.get(f.lower(), 0) + 1
    m["words"] = {w: i + 2 for i, w in enumerate(sorted(w for w, c in counts.items() if c > 1))}
    m["tags"] = sorted({(r[1], r[2]) for s in sentences for r in s.get("ud", [])})
    m["rels"] = sorted({r[4] for s in sentences for r in s.get("ud", [])})
    tag, rel = {t: i for i, t in enumerate(m["tags"])}, {r: i for i, r in enumerate(m["rels"])}
    for s in sentences:
        if "ud" in s:
            rows = s.pop("ud")
            s["tags"] = [tag[r[1], r[2]] for r in rows]
            s["heads"] = [r[3] for r in rows]
            s["rels"] = [rel[r[4]] for r in rows]
    return [s for s in sentences if len(s["forms"]) <= 120]


def respell(s, rng):
    """Now and then a sentence as mail, headlines and shouting have it: the labels stay."""
    draw = rng.random()
    if draw > 0.14:
        return s
    change = str.lower if draw < 0.07 else str.upper if draw < 0.10 else \
        lambda f: f[:1].upper() + f[1:] if len(f) > 3 or rng.random() < 0.5 else f
    return {**{k: v for k, v in s.items() if k not in ("x", "y")}, "forms": tuple(change(f) for f in s["forms"])}


def chunks(sentences, size, rng):
    """Batches of about size tokens, sentences of like length together, in a random order."""
    order = sorted(sentences, key=lambda s: (len(s["forms"]), rng.random()))
    out, now, tokens = [], [], 0
    for s in order:
        now.append(s)
        tokens += len(s["forms"])
        if tokens >= size:
            out.append(now)
            now, tokens = [], 0
    if now:
        out.append(now)
    rng.shuffle(out)
    return out


def train(args):
    m = {}
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    m["given"], vectors = read_vectors(args.vectors)
    sentences = load_training(m, args)
    model = Teacher(m, vectors)
    parameters = [p for p in model.parameters() if p.requires_grad]
    steps = args.epochs * (sum(len(s["forms"]) for s in sentences) // args.batch + 1)
    optimiser = torch.optim.Adam(parameters, lr=2.5e-3, betas=(0.9, 0.95))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda t: min(1, (t + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * min(t, steps) / steps)) + 0.01)
    begin = time.time()
    for epoch in range(args.epochs):
        total = n = 0
        for part in chunks([respell(s, rng) for s in sentences], args.batch, rng):
            optimiser.zero_grad()
            loss = loss_of(model, batch(m, part))
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 5)
            optimiser.step()
            schedule.step()
            total, n = total + loss.item(), n + 1
        scores = []
        if epoch % 3 == 2 or epoch == args.epochs - 1:
            scores = [evaluate(Panel(m, [model.eval()]), path) for path in args.dev]
            model.train()
        print("epoch %d loss %.3f %s %.0f s" % (epoch + 1, total / n, "; ".join(scores), time.time() - begin), flush=True)
        torch.save({"model": model.state_dict(), "m": m}, args.model + ".part")
    os.replace(args.model + ".part", args.model)


def is_projective_tree(heads):
    """heads[i] is 1-based, 0 the root; one root, no cycle, no crossing arcs."""
    n = len(heads)
    if sum(h == 0 for h in heads) != 1:
        return False
    for i in range(n):
        at, steps = i + 1, 0
        while at and steps <= n:
            at, steps = heads[at - 1], steps + 1
        if steps > n:
            return False
    arcs = [(min(i + 1, h), max(i + 1, h)) for i, h in enumerate(heads)]
    for a, b in arcs:
        for c, d in arcs:
            if a < c < b < d:
                return False
    return True


def legal_names(scores):
    """Best BIO sequence: an I- only after its own type (Viterbi)."""
    k = len(NAMES)
    best, back = scores[0].tolist(), []
    for j in (2, 4, 6):
        best[j] = -1e9
    for row in scores[1:].tolist():
        now, ptr = [], []
        for j in range(k):
            options = (j - 1, j) if j in (2, 4, 6) else range(k)
            p = max(options, key=lambda o: best[o])
            now.append(best[p] + row[j])
            ptr.append(p)
        best = now
        back.append(ptr)
    j = max(range(k), key=lambda o: best[o])
    out = [j]
    for ptr in reversed(back):
        j = ptr[j]
        out.append(j)
    return [NAMES[j] for j in reversed(out)]


class Panel:
    """Several teachers as one: the mean of what they hold probable."""

    def __init__(self, m, members):
        self.m, self.members = m, members

    @staticmethod
    def load(paths):
        members = []
        for path in paths:
            state = torch.load(path)
            m = state["m"]
            model = Teacher(m, torch.zeros_like(state["model"]["given.weight"]))
            model.load_state_dict(state["model"])
            members.append(model.eval())
        return Panel(m, members)

    def mean(self, scores):
        return torch.stack([x.softmax(-1) for x in scores]).mean(0).clamp_min(1e-9).log()

    def judge(self, b):
        """Log-probabilities of heads, and the best relations, tags and names of a batch."""
        with torch.no_grad():
            ys = [t.encode(b) for t in self.members]
            pairs = list(zip(self.members, ys))
            arc = self.mean([mask_arcs(t.arcs(y), b["lengths"]) for t, y in pairs])
            heads = arc.argmax(2)
            source = torch.zeros(len(b["sentences"]), dtype=torch.long)
            return (arc, self.mean([t.rels(y, heads) for t, y in pairs]), self.mean([t.tag(y) for t, y in pairs]),
                    self.mean([t.names(y, source) for t, y in pairs]))


def evaluate(panel, path):
    """Scores on gold words: names of a .bio file, tags and trees of a .conllu file."""
    m, right = panel.m, [0] * 4
    bio = path.endswith(".bio")
    sentences = [{"forms": tuple(r[0] for r in rows), "gold": rows} for rows in (read_bio if bio else read_conllu)(path)]
    for part in chunks(sentences, 3000, random.Random(1)):
        b = batch(m, part)
        arc, rels, tags, names = panel.judge(b)
        heads, rels, tags = arc.argmax(2), rels.argmax(2), tags.argmax(2)
        for i, s in enumerate(b["sentences"]):
            n = len(s["forms"])
            if bio:
                gold, got = spans([r[1] for r in s["gold"]]), spans(legal_names(names[i, :n]))
                right = [r + x for r, x in zip(right, (len(gold & got), len(gold), len(got), 0))]
                continue
            for k, r in enumerate(s["gold"]):
                h = heads[i, k].item() == r[3]
                rel = "root" if heads[i, k] == 0 else m["rels"][rels[i, k]]
                right = [r0 + x for r0, x in zip(right, (1, m["tags"][tags[i, k]][0] == r[1], h, h and rel == r[4]))]
    if bio:
        return "names F1 %.2f" % (200 * right[0] / max(1, right[1] + right[2]))
    return "UPOS %.2f UAS %.2f LAS %.2f" % tuple(100 * x / right[0] for x in right[1:])


def spans(tags):
    """The names of a BIO sequence: (begin, end, type)."""
    out, begin = set(), None
    for i, tag in enumerate(list(tags) + ["O"]):
        if begin is not None and not (tag[0] == "I" and tag[2:] == tags[begin][2:]):
            out.add((begin, i, tags[begin][2:]))
            begin = None
        if begin is None and tag != "O":
            begin = i
    return out


def label(args):
    panel = Panel.load([args.model] + args.more)
    m = panel.m
    pending = []

    def flush():
        labelled = {}
        for part in chunks([s for s in pending], 4000, random.Random(1)):
            b = batch(m, part)
            arc, rels, tags, names = panel.judge(b)
            sure, heads = arc.max(2)
            rels, tags = rels.argmax(2), tags.argmax(2)
            for i, s in enumerate(b["sentences"]):
                n = len(s["forms"])
                h = heads[i, :n].tolist()
                if sure[i, :n].mean().item() < -args.doubt or not is_projective_tree(h):
                    continue
                name = legal_names(names[i, :n])
                labelled[s["number"]] = "".join(
                    "%d\t%s\t_\t%s\t%s\t_\t%d\t%s\t_\t%s\n" %
                    (k + 1, f, *m["tags"][tags[i, k]], h[k], "root" if h[k] == 0 else m["rels"][rels[i, k]],
                     "NER=" + name[k] if name[k] != "O" else "_")
                    for k, f in enumerate(s["forms"])) + "\n"
        for number in sorted(labelled):
            sys.stdout.write(labelled[number])
        pending.clear()

    for number, rows in enumerate(read_conllu("-")):
        if 4 <= len(rows) <= 60:
            pending.append({"forms": tuple(r[0] for r in rows), "number": number})
        if len(pending) >= 4000:
            flush()
    if pending:
        flush()


def vary(args):
    """Sentences of the treebanks with some of their words changed for others of the same tag, for the teacher to
    label: text of the kind that no raw text at hand has (Jiao et al. 2020 do so for TinyBERT)."""
    rng = random.Random(args.seed)
    sentences = [rows for path in args.ud for rows in read_conllu(path)]
    tokens, kinds = {}, {}
    for rows in sentences:
        for r in rows:
            if r[1] in ("NOUN", "PROPN", "VERB", "ADJ", "ADV"):
                tokens.setdefault(r[2], []).append(r[0])
    for tag, forms in tokens.items():
        kinds[tag] = sorted(set(forms))
    for _ in range(args.copies):
        for rows in sentences:
            for k, r in enumerate(rows):
                form = r[0]
                if r[1] in ("NOUN", "PROPN", "VERB", "ADJ", "ADV") and rng.random() < 0.3:
                    form = rng.choice(tokens[r[2]] if rng.random() < 0.5 else kinds[r[2]])
                    if k == 0 and r[0][:1].isupper():
                        form = form[:1].upper() + form[1:]
                print("%d\t%s" % (k + 1, form) + "\t_" * 8)
            print()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["train", "label", "test", "vary"])
    p.add_argument("model", nargs="?")
    p.add_argument("vectors", nargs="?")
    p.add_argument("--more", nargs="+", default=[])
    p.add_argument("--ud", nargs="+", default=[])
    p.add_argument("--ner", nargs="+", default=[])
    p.add_argument("--dev", nargs="+", default=[])
    p.add_argument("--epochs", type=int, default=16)
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--copies", type=int, default=4)
    p.add_argument("--batch", type=int, default=2500)
    p.add_argument("--doubt", type=float, default=0.25)
    p.add_argument("--threads", type=int, default=1)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    if args.what == "vary":
        vary(args)
    elif args.what == "train":
        train(args)
    elif args.what == "label":
        label(args)
    else:
        panel = Panel.load([args.model] + args.more)
        for path in args.dev:
            print(path, evaluate(panel, path))


if __name__ == "__main__":
    main()
