"""How hard Dutch text is to read: words a sentence, and the reading ease of Flesch as Douma fitted it to Dutch (1960).

Reading ease = 206.84 - 0.93 * words a sentence - 77 * syllables a word. From 60 on a text is called plain
('standaard'), which is where B1 is put. It is a yardstick and no proof: it knows long words and long sentences, and not
whether a word is known or a text hangs together. Somebody has to read it aloud as well.

Which law says so, in brackets, is a reference: nobody reads it as a part of the sentence, and it is not counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolbox.source.prose import plain_text

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# A vowel, or vowels that make one sound.
SYLLABLE = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|oe|eu|ui|ij|ei|au|ou|ie|[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.I)
SENTENCE = re.compile(r"(?<=[.?!:])[’)]*\s+(?=[^\W\d_a-z]|[‘(])|\n")
LAW = re.compile(r"\s*\((?=[^)]*\bart\. [0-9])[^)]*\)")


@dataclass(frozen=True, slots=True)
class Ease:
    words: int
    sentences: int
    syllables: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / max(1, self.sentences)

    @property
    def flesch_douma(self) -> float:
        return 206.84 - 0.93 * self.words_a_sentence - 77 * self.syllables / max(1, self.words)


def sentences(text: str) -> list[str]:
    """What stands between full stops, question marks, colons and line ends, and has a word in it."""
    parts = SENTENCE.split(LAW.sub("", text))
    return [part.strip() for part in parts if part and WORD.search(part)]


def running_text(html: str) -> str:
    """Of a text's HTML, without headings, tables and notes: an item of a list, or a paragraph, a line."""
    html = html.split('<div class="footnote">')[0]
    html = re.sub(r"<h[2-4].*?</h[2-4]>|<table>.*?</table>|<sup.*?</sup>", " ", html, flags=re.S)
    # Abbreviations and numbers hold points that end nothing.
    html = re.sub(r"(?<=\d)\.(?=\d)|\b(n\.v\.t|bijv|blz|art|mw|enz|d\.w\.z)\.", "", html)
    return "\n".join(map(plain_text, re.split(r"</?(?:p|li|dd|dt|ul|ol|blockquote|br)\b[^>]*>", html)))


def words(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    return max(1, len(SYLLABLE.findall(word)))


def ease(text: str) -> Ease:
    found = sentences(text)
    every = [word for sentence in found for word in words(sentence)]
    return Ease(len(every), len(found), sum(map(syllables, every)))
