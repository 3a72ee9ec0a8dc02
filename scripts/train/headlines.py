#!/usr/bin/python3
"""headlines.py - headlines with their trees, for tagger and lemmas, which treebanks have next to none of.

usage: headlines.py [COUNT] > headlines.conllu

No articles, no auxiliaries, names that stand before nouns ("Kenya police fire on protesters"), and words that are nouns in
one headline and verbs in the next ("Israel strikes Lebanon", "Israel strikes kill nine"): each is made from a pattern
with words drawn from the lists below, all our own, so that its tree is known. The same count gives the same bytes.
"""
import random
import sys

STATES = """Kenya:Kenyan Iran:Iranian Israel:Israeli Turkey:Turkish Nepal:Nepali Peru:Peruvian Sudan:Sudanese Poland:Polish
    Germany:German France:French Spain:Spanish Greece:Greek Egypt:Egyptian Russia:Russian Ukraine:Ukrainian China:Chinese
    Japan:Japanese India:Indian Pakistan:Pakistani Brazil:Brazilian Chile:Chilean Mexico:Mexican Canada:Canadian
    Denmark:Danish Sweden:Swedish Norway:Norwegian Finland:Finnish Hungary:Hungarian Serbia:Serbian Kosovo:Kosovan
    Georgia:Georgian Armenia:Armenian Ethiopia:Ethiopian Mali:Malian Ghana:Ghanaian Nigeria:Nigerian Somalia:Somali
    Libya:Libyan Tunisia:Tunisian Syria:Syrian Iraq:Iraqi Yemen:Yemeni Lebanon:Lebanese Jordan:Jordanian Qatar:Qatari
    Taiwan:Taiwanese Vietnam:Vietnamese Thailand:Thai Myanmar:Burmese Indonesia:Indonesian Australia:Australian
    Belarus:Belarusian Moldova:Moldovan Romania:Romanian Italy:Italian Belgium:Belgian Austria:Austrian Cuba:Cuban
    Bolivia:Bolivian Haiti:Haitian Zambia:Zambian Uganda:Ugandan Senegal:Senegalese Algeria:Algerian Morocco:Moroccan
    Venezuela:Venezuelan Colombia:Colombian Argentina:Argentine Ireland:Irish Portugal:Portuguese Latvia:Latvian"""
STATES = [tuple(pair.split(":")) for pair in STATES.split()]
SHORT = "US UN EU UK NATO AU ASEAN IMF OPEC WHO Hamas Hezbollah Taliban Kremlin Brussels Washington Moscow Beijing Tehran Kyiv".split()
NAMES = """Zelensky Trump Macron Putin Modi Lula Erdogan Scholz Merz Meloni Sunak Starmer Trudeau Carney Biden Obama Merkel Netanyahu
    Orban Tusk Duda Kagame Ruto Museveni Ramaphosa Tinubu Petro Milei Maduro Bukele Castro Kishida Ishiba Yoon Marcos Widodo
    Prabowo Albanese Ardern Sisi Assad Abbas Raisi Khamenei Aliyev Pashinyan Lukashenko Navalny Vucic Kurti Sanchez Mitsotakis
    Rutte Stoltenberg Guterres Okafor Lindqvist Marek Horvat Petrenko Haddad Moyo Castillo Nakamura Varga Osei Tanaka Silva""".split()
TOWNS = """Geneva Riyadh Cairo Paris Vienna Berlin Nairobi Goma Kabul Khartoum Gaza Mosul Aleppo Odesa Kharkiv Donetsk Rafah Sanaa Lima
    Bogota Caracas Jakarta Manila Seoul Minsk Tbilisi Yerevan Lagos Dakar Tripoli Tunis Athens Warsaw Madrid London""".split()
# who acts: one, many, and many without an ending of many
ONES = """president minister court opposition army parliament premier king general governor mayor union party cabinet regulator
    senate judge envoy navy militia junta prosecutor bank ministry watchdog leader""".split()
MANY = """protesters rebels farmers lawmakers students troops soldiers workers militants gunmen settlers migrants judges ministers
    voters doctors teachers generals senators monks miners nurses officers prosecutors guards""".split()
CROWD = "police".split()
OFFICES = ["opposition leader", "foreign minister", "finance minister", "army chief", "police chief", "prime minister", "party leader",
           "border guard", "air force", "spy agency", "election commission", "oil minister", "rights group", "rebel leader"]
KINDS = "opposition rebel Islamist far-right former top senior northern Kurdish Shia royal military secular western".split()
KIND_TAGS = {"opposition": ("NOUN", "NN", "compound"), "rebel": ("NOUN", "NN", "compound")}

# base, with -s, past, participle
VERBS = """thank thanks thanked thanked/back backs backed backed/slam slams slammed slammed/praise praises praised praised/blame blames blamed blamed/
    warn warns warned warned/visit visits visited visited/host hosts hosted hosted/bomb bombs bombed bombed/shell shells shelled shelled/
    attack attacks attacked attacked/strike strikes struck struck/raid raids raided raided/hit hits hit hit/sanction sanctions sanctioned sanctioned/
    arm arms armed armed/aid aids aided aided/fund funds funded funded/blast blasts blasted blasted/sue sues sued sued/fine fines fined fined/
    ban bans banned banned/expel expels expelled expelled/summon summons summoned summoned/jail jails jailed jailed/free frees freed freed/
    arrest arrests arrested arrested/charge charges charged charged/snub snubs snubbed snubbed/hail hails hailed hailed/court courts courted courted/
    call calls called called/phone phones phoned phoned/meet meets met met/defy defies defied defied/target targets targeted targeted/
    threaten threatens threatened threatened/invade invades invaded invaded/condemn condemns condemned condemned/support supports supported supported/
    oppose opposes opposed opposed/recognise recognises recognised recognised/greet greets greeted greeted/welcome welcomes welcomed welcomed/
    mock mocks mocked mocked/shun shuns shunned shunned/punish punishes punished punished/pressure pressures pressured pressured/
    probe probes probed probed/impeach impeaches impeached impeached/oust ousts ousted ousted/sack sacks sacked sacked/rebuke rebukes rebuked rebuked/
    accuse accuses accused accused/face faces faced faced/beat beats beat beaten/fight fights fought fought/track tracks tracked tracked/
    rap raps rapped rapped/press presses pressed pressed/grill grills grilled grilled/censure censures censured censured/join joins joined joined/
    counter counters countered countered/cheer cheers cheered cheered/box boxes boxed boxed/honour honours honoured honoured/tap taps tapped tapped"""
GRANTS = """block blocks blocked blocked/seize seizes seized seized/reject rejects rejected rejected/veto vetoes vetoed vetoed/halt halts halted halted/
    cut cuts cut cut/end ends ended ended/lift lifts lifted lifted/ease eases eased eased/suspend suspends suspended suspended/
    approve approves approved approved/back backs backed backed/sign signs signed signed/pass passes passed passed/vow vows vowed vowed/
    pledge pledges pledged pledged/demand demands demanded demanded/offer offers offered offered/deny denies denied denied/claim claims claimed claimed/
    order orders ordered ordered/seek seeks sought sought/plan plans planned planned/eye eyes eyed eyed/mull mulls mulled mulled/weigh weighs weighed weighed/
    fear fears feared feared/resume resumes resumed resumed/delay delays delayed delayed/scrap scraps scrapped scrapped/urge urges urged urged/
    promise promises promised promised/report reports reported reported/launch launches launched launched/fire fires fired fired/
    test tests tested tested/question questions questioned questioned/trade trades traded traded/curb curbs curbed curbed/slam slams slammed slammed/
    discuss discusses discussed discussed/hold holds held held/push pushes pushed pushed/extend extends extended extended/hail hails hailed hailed"""
LEAN = """fire fires fired fired on/march marches marched marched on/vote votes voted voted on/vote votes voted voted against/clash clashes clashed clashed with/
    protest protests protested protested against/talk talks talked talked with/meet meets met met with/strike strikes struck struck over/
    rally rallies rallied rallied against/rule rules ruled ruled on/side sides sided sided with/split splits split split with/trade trades traded traded with/
    push pushes pushed pushed for/call calls called called for/appeal appeals appealed appealed for/hope hopes hoped hoped for/campaign campaigns campaigned campaigned for/
    turn turns turned turned on/close closes closed closed on/advance advances advanced advanced on/crack cracks cracked cracked on/spar spars sparred sparred with/
    deal deals dealt dealt with/drill drills drilled drilled with/train trains trained trained with/plead pleads pleaded pleaded with/break breaks broke broken with"""
HITS = """hit hits hit hit/hurt hurts hurt hurt/force forces forced forced/threaten threatens threatened threatened/kill kills killed killed/
    shake shakes shook shaken/test tests tested tested/split splits split split/delay delays delayed delayed/halt halts halted halted/
    stall stalls stalled stalled/fuel fuels fuelled fuelled/raise raises raised raised/cloud clouds clouded clouded/
    cost costs cost cost/anger angers angered angered/paralyse paralyses paralysed paralysed/target targets targeted targeted/
    divide divides divided divided/worry worries worried worried/cut cuts cut cut/block blocks blocked blocked/
    leave leaves left left/spark sparks sparked sparked/strain strains strained strained/bring brings brought brought/
    rattle rattles rattled rattled/ground grounds grounded grounded/mark marks marked marked/top tops topped topped"""
BARE = "resume resumes/grow grows/continue continues/stall stalls/collapse collapses/spread spreads/begin begins/end ends/fail fails/intensify intensifies/resign resigns/return returns/walk walks"
# what is told to happen, that could be a verb: one and many
EVENTS = """strike strikes/protest protests/talk talks/sanction sanctions/raid raids/attack attacks/vote votes/clash clashes/drill drills/threat threats/
    fear fears/tariff tariffs/march marches/rally rallies/hope hopes/demand demands/arrest arrests/bomb bombs/cut cuts/claim claims/offer offers/call calls/
    pledge pledges/shell shells/riot riots/visit visits/poll polls/probe probes/charge charges/curb curbs/plan plans/ban bans/fire fires/deal deals/order orders"""
THINGS = """aid NN/deal NN/talks NNS/sanctions NNS/ceasefire NN/troops NNS/weapons NNS/tanks NNS/jets NNS/apology NN/inquiry NN/curfew NN/treaty NN/
    border NN/election NN/vote NN/budget NN/tariffs NNS/support NN/help NN/missile NN/truce NN/release NN/reform NN/reforms NNS/victory NN/losses NNS/
    plan NN/offer NN/bid NN/visit NN/attack NN/strikes NNS/killing NN/rights NNS/security NN/asylum NN/funds NNS/ships NNS/invasion NN/coup NN/ban NN/
    probe NN/report NN/loan NN/grain NN/drones NNS/base NN/airport NN/seat NN/gains NNS/violence NN/exit NN"""
MODS = "peace grain gas oil trade border air defence nuclear arms prisoner election visa debt aid food missile drone rebel war climate".split()
PREPS = "over for after amid in before despite ahead at on".split()
MARKS = "in after over amid for".split()


def forms(text):
    return [tuple(entry.split()) for entry in " ".join(text.split()).split("/") if entry.strip()]


VERBS, GRANTS, LEAN, HITS, BARE, EVENTS, THINGS = map(forms, (VERBS, GRANTS, LEAN, HITS, BARE, EVENTS, THINGS))


class Tree:
    """Words with heads: a phrase is put in by the place of its own head, and joined by whoever asks for it."""

    def __init__(self, rng):
        self.rng, self.rows = rng, []

    def add(self, form, upos, xpos, rel="dep"):
        self.rows.append([form, upos, xpos, None, rel])
        return len(self.rows) - 1

    def join(self, child, head, rel):
        self.rows[child][3:] = [head, rel]

    def write(self, titled):
        for i, (form, upos, xpos, head, rel) in enumerate(self.rows):
            if i == 0 or (titled and (len(form) > 3 or upos not in ("ADP", "PART", "CCONJ"))):
                form = form[:1].upper() + form[1:]
            head, rel = (0, "root") if head is None else (head + 1, rel)
            print(f"{i + 1}\t{form}\t_\t{upos}\t{xpos}\t_\t{head}\t{rel}\t_\t_")
        print()


def before(t, words, head_form, upos, xpos):
    """A head with words before it; the place of the head."""
    own = [(t.add(*word[:3]), word[3]) for word in words]
    head = t.add(head_form, upos, xpos)
    for child, rel in own:
        t.join(child, head, rel)
    return head


def whose(rng):
    """The state of somebody or something: its name or its adjective."""
    name, adjective = rng.choice(STATES)
    draw = rng.random()
    if draw < 0.55:
        return (name, "PROPN", "NNP", "compound")
    return (adjective, "ADJ", "JJ", "amod") if draw < 0.85 else (rng.choice(SHORT), "PROPN", "NNP", "compound")


def actor(t, plural=None):
    """Somebody who acts; the place of the head, and whether they are many."""
    rng = t.rng
    draw = rng.random()
    if plural is None:
        plural = draw > 0.7
    if not plural:
        if draw < 0.28:
            return t.add(rng.choice(STATES)[0], "PROPN", "NNP"), False
        if draw < 0.42:
            return t.add(rng.choice(SHORT), "PROPN", "NNP"), False
        if draw < 0.58:
            return t.add(rng.choice(NAMES), "PROPN", "NNP"), False
        if draw < 0.64:
            office = rng.choice(OFFICES).split()
            first = ("ADJ", "JJ", "amod") if office[0] in ("foreign", "prime") else ("NOUN", "NN", "compound")
            words = [whose(rng)] if rng.random() < 0.6 else []
            return before(t, words + [(office[0], *first)], office[1], "NOUN", "NN"), False
        words = [whose(rng)] if rng.random() < 0.75 else []
        return before(t, words, rng.choice(ONES), "NOUN", "NN"), False
    words = [whose(rng)] if rng.random() < 0.6 else []
    if rng.random() < 0.2:
        kind = rng.choice(KINDS)
        words.append((kind, *KIND_TAGS.get(kind, ("ADJ", "JJ", "amod"))))
    return before(t, words, rng.choice(CROWD if rng.random() < 0.25 else MANY), "NOUN", "NNS"), True


def thing(t, of=True):
    """What an act is about."""
    rng = t.rng
    form, xpos = rng.choice(THINGS)
    words = [whose(rng)] if of and rng.random() < 0.3 else []
    if rng.random() < 0.4:
        words.append((rng.choice(MODS), "NOUN", "NN", "compound") if rng.random() < 0.9 else ("nuclear", "ADJ", "JJ", "amod"))
    words = [(w[0], "ADJ", "JJ", "amod") if w[0] == "nuclear" else w for w in words]
    return before(t, words, form, "NOUN", xpos)


def event(t):
    """An act told as a noun that might be a verb, with a name before it; the place of the head, and whether there are many."""
    rng = t.rng
    one, many = rng.choice(EVENTS)
    plural = rng.random() < 0.8
    words = [whose(rng)]
    if rng.random() < 0.2:
        words.append((rng.choice([m for m in MODS if m != "nuclear"]), "NOUN", "NN", "compound"))
    return before(t, words, many if plural else one, "NOUN", "NNS" if plural else "NN"), plural


def phrase(t, head, rel="obl", prep=None):
    """A preposition and what it leads to."""
    rng = t.rng
    prep = prep or rng.choice(PREPS)
    case = t.add(prep, "ADP", "IN")
    draw = rng.random()
    if prep in ("in", "at") or (prep == "on" and draw < 0.3):
        end = t.add(rng.choice(TOWNS), "PROPN", "NNP")
    elif prep in ("with", "against") or draw < 0.2:
        end, _ = actor(t)
    else:
        end = thing(t)
    t.join(case, end, "case")
    t.join(end, head, rel)


def verb(t, entry, plural, past=False):
    base, third, ed, _ = entry[:4]
    if past:
        return t.add(ed, "VERB", "VBD")
    return t.add(base if plural else third, "VERB", "VBP" if plural else "VBZ")


def join_subject(t, subject, head):
    t.join(subject, head, "nsubj")


def subject_of(t):
    """One who acts, sometimes two: "India, China"."""
    rng = t.rng
    one, plural = actor(t)
    if rng.random() < 0.12:
        comma = rng.random() < 0.6
        mark = t.add(",", "PUNCT", ",") if comma else t.add("and", "CCONJ", "CC")
        other, _ = actor(t, False)
        t.join(mark, other, "punct" if comma else "cc")
        t.join(other, one, "conj")
        plural = True
    return one, plural


def acts_on(t):
    """Zelensky thanks Denmark for jets"""
    subject, plural = subject_of(t)
    head = verb(t, t.rng.choice(VERBS), plural)
    join_subject(t, subject, head)
    target, _ = actor(t)
    t.join(target, head, "obj")
    if t.rng.random() < 0.6:
        phrase(t, head)


def does(t):
    """EU vows support for Moldova"""
    subject, plural = subject_of(t)
    head = verb(t, t.rng.choice(GRANTS), plural)
    join_subject(t, subject, head)
    target = thing(t)
    t.join(target, head, "obj")
    draw = t.rng.random()
    if draw < 0.35:
        phrase(t, target, "nmod", t.rng.choice(("for", "with", "on", "from")))
    elif draw < 0.5:
        phrase(t, head)


def leans(t):
    """Kenya police fire on protesters"""
    subject, plural = subject_of(t)
    entry = t.rng.choice(LEAN)
    head = verb(t, entry, plural)
    join_subject(t, subject, head)
    case = t.add(entry[4], "ADP", "IN")
    end = actor(t)[0] if t.rng.random() < 0.6 else thing(t)
    t.join(case, end, "case")
    t.join(end, head, "obl")
    if t.rng.random() < 0.4:
        phrase(t, head, prep=t.rng.choice(MARKS))


def event_acts(t):
    """Iran sanctions hit oil exports"""
    subject, plural = event(t)
    head = verb(t, t.rng.choice(HITS), plural, t.rng.random() < 0.1)
    join_subject(t, subject, head)
    end = thing(t) if t.rng.random() < 0.6 else actor(t)[0]
    t.join(end, head, "obj")


def event_goes_on(t):
    """Syria talks resume in Geneva"""
    subject, plural = event(t)
    base, third = t.rng.choice(BARE)
    head = t.add(base if plural else third, "VERB", "VBP" if plural else "VBZ")
    join_subject(t, subject, head)
    if t.rng.random() < 0.7:
        phrase(t, head)


def is_to(t):
    """Trump, Putin to meet in Riyadh"""
    subject, _ = subject_of(t)
    mark = t.add("to", "PART", "TO")
    if t.rng.random() < 0.3:
        base, = t.rng.choice(LEAN)[:1]
        head = t.add(base, "VERB", "VB")
    else:
        head = t.add(t.rng.choice(VERBS)[0], "VERB", "VB")
        target, _ = actor(t)
        t.join(target, head, "obj")
    join_subject(t, subject, head)
    t.join(mark, head, "mark")
    if t.rng.random() < 0.6:
        phrase(t, head)


def is_done(t):
    """Opposition leader jailed in Belarus"""
    subject, _ = actor(t)
    head = t.add(t.rng.choice(VERBS)[3], "VERB", "VBN")
    t.join(subject, head, "nsubj:pass")
    if t.rng.random() < 0.3:
        case = t.add("by", "ADP", "IN")
        end, _ = actor(t)
        t.join(case, end, "case")
        t.join(end, head, "obl:agent")
    else:
        phrase(t, head, prep=t.rng.choice(MARKS))


def wants_to(t):
    """Nepal protests force PM to resign"""
    rng = t.rng
    subject, plural = event(t) if rng.random() < 0.3 else subject_of(t)
    base = rng.choice(("force forces", "urge urges", "press presses", "order orders", "tell tells", "ask asks", "pressure pressures")).split()
    head = t.add(base[0] if plural else base[1], "VERB", "VBP" if plural else "VBZ")
    join_subject(t, subject, head)
    target, _ = actor(t)
    t.join(target, head, "obj")
    mark = t.add("to", "PART", "TO")
    entry = rng.choice(GRANTS)
    inner = t.add(entry[0], "VERB", "VB")
    t.join(mark, inner, "mark")
    t.join(inner, head, "xcomp")
    end = thing(t)
    t.join(end, inner, "obj")


def blocks_bid(t):
    """Turkey blocks Sweden bid to join NATO"""
    rng = t.rng
    subject, plural = subject_of(t)
    head = verb(t, rng.choice(GRANTS), plural)
    join_subject(t, subject, head)
    bid = before(t, [whose(rng)], rng.choice("bid plan offer push call move vow pledge threat deal".split()), "NOUN", "NN")
    t.join(bid, head, "obj")
    mark = t.add("to", "PART", "TO")
    inner = t.add(rng.choice(VERBS + GRANTS)[0], "VERB", "VB")
    t.join(mark, inner, "mark")
    t.join(inner, bid, "acl")
    end = actor(t)[0] if rng.random() < 0.5 else thing(t)
    t.join(end, inner, "obj")


PATTERNS = [(acts_on, 26), (does, 16), (leans, 12), (event_acts, 12), (event_goes_on, 8), (is_to, 9), (is_done, 7), (wants_to, 5),
            (blocks_bid, 5)]


def main():
    rng = random.Random(7)
    makers, weights = zip(*PATTERNS)
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5000):
        tree = Tree(rng)
        rng.choices(makers, weights)[0](tree)
        tree.write(rng.random() < 0.12)


if __name__ == "__main__":
    main()
