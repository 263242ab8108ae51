"""An edition.yaml that keeps to its schema, and what more can be wrong with what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolbox.core.findings import Finding
from toolbox.core.place import Place, Pointer
from toolbox.core.prose import Prose
from toolbox.source.overlays.model import Aim, Operation, Override, Target
from toolbox.source.overlays.texts import own_text
from toolbox.source.profile import pointer_words
from toolbox.source.yamlsource import YamlSource


class OverlaySource:
    """`findings` grows while it is read; two overrides of one thing are one too many."""

    def __init__(self, source: YamlSource, slug: str) -> None:
        self.source, self.slug, self.data = source, slug, source.data
        self.findings: list[Finding] = []
        self._first: dict[tuple[object, ...], int] = {}

    @property
    def prefix(self) -> str:
        """With which the names begin of what the region adds: no base and no other region has these."""
        return f"{self.slug.replace('-', '_')}_"

    def at(self, *pointer: str | int) -> Place:
        return self.source.place(*pointer)

    def find(self, code: str, /, *pointer: str | int, **values: str) -> None:
        where = pointer_words(self.source, pointer)
        self.findings.append(self.source.finding(code, *pointer, **{"where": where, **values}))

    def text_override(self, index: int, item: Mapping[str, Any], path: str, text: Prose) -> Override:
        target = Target(Aim.TEXT, f"content/{item['pagina']}", item.get("kop", ""))
        made = own_text(text, self.slug)
        return self.override(("teksten", index), item, Operation(item["doe"]), target, text=made, file=path)

    def hidden_tool(self, index: int, item: Mapping[str, Any]) -> Override:
        return self.override(("verborgen", index), item, Operation.HIDE, Target(Aim.TOOL, item["nummer"]))

    def override(
        self,
        pointer: Pointer,
        item: Mapping[str, Any],
        operation: Operation,
        target: Target,
        added: str = "",
        **more: Any,
    ) -> Override:
        """`added` is the name of what is added: that may be done more than once to one target."""
        self._once(pointer, (operation, target, added))
        outcomes = tuple((one["van"], one["naar"], one["als"]) for one in item.get("uitkomsten", ()))
        base = item.get("basis", "")
        self._follow(pointer, base, outcomes)
        return Override(operation, target, base, self.at(*pointer), outcomes, **more)

    def _once(self, pointer: Pointer, what: tuple[object, ...]) -> None:
        line = self.at(*pointer).line
        if what in self._first:
            self.find("overlay-double", *pointer, first=str(self._first[what]))
        self._first.setdefault(what, line)

    def _follow(self, pointer: Pointer, base: str, outcomes: tuple[tuple[str, str, str], ...]) -> None:
        """Each outcome begins where the one before ended, and the last where the override stands now."""
        before = outcomes[0][0] if outcomes else ""
        for index, (since, until, _) in enumerate(outcomes):
            if since != before:
                self.find("overlay-outcome", *pointer, "uitkomsten", index, "van", wanted=before, key="van")
            before = until
        if outcomes and base != before:
            self.find("overlay-outcome", *pointer, "basis", wanted=before, key="basis")
