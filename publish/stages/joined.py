"""Feeds of cases as bytes: an entry is rendered once for all the feeds it stands in, by whichever process."""

from __future__ import annotations

from functools import partial

import msgspec

from publish.feeds.base import Archive
from publish.feeds.registry import CaseFormat, case_formats
from publish.site.workshop import Workshop
from publish.stages.channels import Channel
from publish.stages.entries import Entries

ARCHIVES = ".atom.xml"
"""The format of archives: RFC 5005 is of Atom."""


class Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A case's entry in a few words, in each format, and with its text for the archives; the names they were
    made of."""

    brief: tuple[memoryview, ...]
    full: memoryview
    names: tuple[str, ...]


_DECODER = msgspec.msgpack.Decoder(Kept)


class Joined:
    """Renders the channels of one edition."""

    def __init__(self, shop: Workshop, entries: Entries) -> None:
        self._uses, self._spool = shop.edition.uses, shop.spool
        self._entries = entries
        self._formats = case_formats()
        self._archives = next(form for form in self._formats if form.SUFFIX == ARCHIVES)

    def render(self, form: CaseFormat, channel: Channel) -> bytes:
        """A channel in a format."""
        feed = channel.feed
        made = msgspec.structs.replace(
            feed,
            self_href=feed.self_href + form.SUFFIX,
            archive=_chain(feed.archive) if feed.archive and form is self._archives else None,
        )
        entry = self._full if channel.full else self._brief
        return form.assemble(made, [entry(form, number) for number in channel.numbers])

    def _brief(self, form: CaseFormat, number: str) -> bytes | memoryview:
        kept = self._held(number)
        return kept.brief[self._formats.index(form)] if kept else form.fragment(self._entries.brief(number))

    def _full(self, form: CaseFormat, number: str) -> bytes | memoryview:
        kept = self._held(number) if form is self._archives else None
        return kept.full if kept else form.fragment(self._entries.full(number))

    def _held(self, number: str) -> Kept | None:
        held = self._spool.part("entry", number)
        if held is None:
            return None
        kept = _DECODER.decode(held)
        self._uses.note_all(kept.names)
        return kept

    def kept(self, number: str) -> bytes:
        """The entries of a case, for the processes that make the feeds."""
        made, names = self._uses.noted(partial(self._rendered, number))
        return msgspec.msgpack.encode((*made, tuple(names)))

    def _rendered(self, number: str) -> tuple[tuple[bytes, ...], bytes]:
        brief = self._entries.brief(number)
        whole = self._archives.rendered(self._entries.full(number))
        return tuple(form.rendered(brief) for form in self._formats), whole


def _chain(archive: Archive) -> Archive:
    """With the suffix of their format."""
    leads = {name: getattr(archive, name) for name in Archive.__struct_fields__}
    return Archive(**{name: href + ARCHIVES for name, href in leads.items() if href})
