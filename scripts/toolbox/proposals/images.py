"""Proposals in which an image stands as what changes of it  →  the same with the whole image."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from toolbox.proposals.delta import rebuilt
from toolbox.proposals.diffs import FileDiff
from toolbox.proposals.patch import Proposal
from toolbox.proposals.refused import Refused

Blob = Callable[[str], bytes | None]


def with_whole_images(proposals: Sequence[Proposal], blob: Blob) -> tuple[Proposal, ...]:
    """`blob` gives a content by Git's name of it. Raises Refused when an image is changed that is not here."""
    # A later proposal may change what an earlier one brings.
    brought: dict[str, bytes] = {}
    return tuple(
        replace(proposal, files=tuple(_whole(file, brought, blob) for file in proposal.files)) for proposal in proposals
    )


def _whole(file: FileDiff, brought: dict[str, bytes], blob: Blob) -> FileDiff:
    if file.delta is not None:
        before = brought.get(file.old_blob) or blob(file.old_blob)
        if before is None:
            raise Refused("image-unknown", path=file.path)
        after = rebuilt(before, file.delta)
        if after is None:
            raise Refused("mail-changed", path=file.path)
        file = replace(file, content=after, delta=None)
    if file.content is not None:
        brought[file.new_blob] = file.content
    return file
