"""Reads the portal's Atom feeds with feedparser, as a reader of feeds does: feeds.py PORTAL."""
import sys
import urllib.request

import feedparser

portal = sys.argv[1]
entries = 0
for path in ("/feed.atom", "/api/v1/datasets/districts/feed.atom"):
    url, seen, newest = portal + path, set(), None
    while url:
        feed = feedparser.parse(url)
        assert feed.status == 200 and not feed.bozo, (url, feed.status, feed.get("bozo_exception"))
        assert feed.version == "atom10", feed.version
        assert feed.feed.title and feed.feed.id == portal + path and feed.feed.author and feed.feed.updated_parsed, feed.feed
        for entry in feed.entries:
            assert entry.id not in seen, f"{entry.id} is there twice"
            seen.add(entry.id)
            assert entry.title and entry.summary and entry.author and entry.published_parsed, entry
            assert newest is None or entry.updated_parsed <= newest, f"{entry.id} is newer than the one before it"
            newest = entry.updated_parsed
            with urllib.request.urlopen(entry.link) as answer:
                assert answer.status == 200, entry.link
        url = next((link.href for link in feed.feed.links if link.rel == "next"), None)
    assert seen, f"{path} has no entries"
    first = feedparser.parse(portal + path)
    again = feedparser.parse(portal + path, etag=first.etag)
    assert again.status == 304 and not again.entries, f"{path} is sent again: {again.status}"
    entries += len(seen)
print(f"feedparser {feedparser.__version__}: {entries} entries")
