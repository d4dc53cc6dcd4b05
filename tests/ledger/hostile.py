"""Texts that look like pages, gone wrong in every way: what the parser and `fmt` are tried with."""

from hypothesis import strategies as st

_KEYS = st.sampled_from(["Ada", "Ben Ó", "Luke Cage (series)", " A  b ", "x\ty", "", "a|b", "St. Ann's", "a\u2028b"])
LINKS = st.builds("[[{}]]".format, _KEYS)
_STAMPS = st.sampled_from(
    [
        "public",
        "Public",
        "linked",
        "S1",
        "1x05",
        "1x05 @0:41:10",
        "@ 0:41:10",
        "[[Ada]] 1x02",
        "Ada S1 + Ben S2",
        "a;b",
        "Ada @0:01:02",
        "24: 0:01:02",
        "Whole season",
        "whole title",
        "1. Name (~52 min)",
        "2. Name (Part 1)",
        "3.",
        "1. Name (2015-11-20, 5 mn)",
        "+",
        ";",
        "Ada 1x05 @41:10",
        "x @1:00:00 @foo",
        "1. At 1:02:03",
        "[[A @ 1:00:00]]",
        "- Public",
        "Public ##",
    ]
)
_WORDS = st.sampled_from(
    [
        "meets",
        "dies in",
        "works as",
        "lives in",
        ",",
        "and",
        ", and",
        ",and",
        "is",
        "at",
        "in",
        "learns ^a",
        "^b",
        "hesitates to",
        "met",
        "is called",
        "with",
        ".",
        "poses as",
        "together:",
        "news:",
        "does:",
        "together after the credits:",
        "foo: bar",
        "0:12:30-0:13:00",
        "00:12:30",
        "0:1:2 - 0:13:00",
        "12:30",
        "2015-11",
        "2016-02-30",
        "(heard)",
        "(imagined, as a boy)",
        "(heard, then  in person)",
        "(herd",
        "()",
        '"some text"',
        '"text [[Ada]]  x"',
        '"half',
        "[[",
        "]]",
        '"[[Ben"',
        "<!-- note -->",
        "<!--",
        "-->",
        "%%",
        "%% note %%",
        "[^1]",
        "^[a note]",
        "^[of [[Ada]]]",
        "^[",
        "[^",
        "#tag",
        "#1",
        "C#",
        "![[Ben Ó]]",
        "[[Ada#^b|x]]",
        "needs: S1",
        "  ",
        "\t",
    ]
)
_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n \n", "\u2028", "\x85\n", ""])
_FACTS = st.lists(st.one_of(LINKS, LINKS, _WORDS), max_size=7).map(" ".join)
_TIGHT = st.lists(st.one_of(LINKS, _WORDS), max_size=5).map("".join)
_QUALIFIERS = st.one_of(
    st.builds("also known: {}".format, _STAMPS),
    st.builds("needs:  {}".format, _STAMPS),
    st.sampled_from(
        [
            "source: a  b",
            "source: [[Ada]]",
            "true: 2015~",
            "true: before ^a",
            "true: step 3",
            "true:",
            "disproves: ^a",
            "disproves: b",
            'because: "she  can"',
            "because: ^x",
            "in order  to: win [[Ada]]",
            "foo: x",
            "Source : y",
            "nedds: S1",
            "source: a, needs: S1",
            "needs: S1[^2] #tag",
            "also  known:0x1",
            "taken for: [[Ada]] as [[Ben Ó]] until 1x05",
            "taken  for: as [[Ada]]  until S1 + 2x01",
            "taken for: [[Ada]] as [[ada]] until S1",
            "taken for: [[Ada]]",
            "takn for: [[Ada]] as [[Ben Ó]] until 1x05",
            "frame: dream of [[Ada]], revealed  1x05",
            'frame: play  "The  Mask"',
            "frame: another world [[Ada]]",
            "frame: dreem",
            "Frame:",
        ]
    ),
)
_SECTIONS = st.sampled_from(
    [
        "Season 1",
        "Season 1 (2015-11-20, 13 episodes)",
        "season 2 (announced)",
        "Season 3 (x)",
        "Synopsis",
        "News",
        "Notes",
        "Facts",
        "Nots",
        "Notes ##",
    ]
)
_PROSE = st.lists(st.one_of(LINKS, _WORDS, st.sampled_from(["One.", "Mr.", "J.", "Two!", '"Three?"', "*four.*", "1."])))
_INDENTS = st.sampled_from(["", "", "", "  ", " ", "    ", "\t", "      ", "\x0c", "\xa0"])
_LINES = st.one_of(
    st.builds("{}{} {}".format, _INDENTS, st.sampled_from(["-", "-", "*", "+", "- -", "-  "]), _FACTS),
    st.builds("- {}".format, _TIGHT),
    st.builds("{}- {}".format, _INDENTS, _QUALIFIERS),
    st.builds("### {}".format, _STAMPS),
    st.builds("##  {}".format, _SECTIONS),
    st.builds("{}{}".format, _INDENTS, _PROSE.map(" ".join)),
    st.sampled_from(
        ["[^1]: He dies.", "  [^2]: x", "[^1] x", "    - needs: S1", "    more", "%%", "%% a", "%% ### S1 %%",
         "### S1 %%", "##Season 1", "#1. One", "#tag", "- #tag", "- ## Season 1", "Season 1", "Notes", "====", "--",
         "- needs: S1", "- also know: [[Ada]]", " - need: 1x05", "needs: S1", "- because: x", "### 1. One [^1] #a",
         "a ^b", "####### x",
         "# Title", "#### deep", "#", "```", "~~~~", "``` x", "<!--", "-->", "a <!-- b", "b --> - [[Ada]] dies", "---",
         "> note", ">", "* * *", "* - -", "+ --", "===", "- ", "-", "<!-- x --> - [[Ada]] dies", "<!-- x --> ```"]
    ),
    st.text(max_size=12),
)  # fmt: skip
_VALUES = st.sampled_from(
    [
        "series",
        "film",
        "character",
        "season",
        "universe",
        "nonsense",
        "[a, b]",
        "{a: b}",
        "[{a: 1}]",
        "2015",
        "~52",
        "2015-11-20",
        "Daredevil S1",
        "public",
        "[{name: A, revealed: linked}, {name: B, revealed: Ada 1x05, rank: 3}]",
        "[{kind: group, revealed: public}]",
        "&a x",
        "*a",
        "!!str x",
        '["[[A]] as [[B]] (public)"]',
        '["[[A]] as [[B]]", "[[A]] (public)", x]',
        '"half',
        "'",
        "{imdb: tt1}",
        "[{file: a.jpg, alt: x}, {wikidata: Q1, revealed: S1}]",
        "~",
        "\u2028",
        "{US-TV: [x]}",
    ]
)
_FIELDS = st.sampled_from(
    [
        "kind",
        "name",
        "names",
        "year",
        "released",
        "minutes",
        "certification",
        "genres",
        "platform",
        "logline",
        "status",
        "ids",
        "images",
        "revealed",
        "cast",
        "of",
        "description",
        "nmae",
    ]
)
_FRONT = st.builds(
    "---\n{}\n---\n".format,
    st.one_of(
        st.lists(st.builds("{}: {}".format, _FIELDS, _VALUES), max_size=6).map("\n".join),
        st.builds("kind: {}".format, st.sampled_from(["series", "film", "character", "season\nof: Ada", "universe"])),
        st.text(max_size=30),
    ),
)
_BODY = st.lists(st.builds("{}{}".format, _LINES, _ENDS), max_size=14).map("".join)
PAGES = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(["", "", "\ufeff"]), st.one_of(_FRONT, st.just("")), _BODY),
    st.text(max_size=200),
)
FACTS = st.one_of(_FACTS, _TIGHT)
