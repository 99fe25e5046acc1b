using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Storage;

/// <summary>
/// Keeps answers about groups, by the digest of the question: a version never changes, so they are right for ever. Those not asked for
/// longest make room for new ones.
/// </summary>
internal sealed class GroupCache(long maxBytes)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> byDigest = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> recent = new();
    private long bytes;

    public GroupsAnswer? Find(string digest)
    {
        lock (gate)
        {
            if (!byDigest.TryGetValue(digest, out var node))
                return null;

            recent.Remove(node);
            recent.AddFirst(node);
            return node.Value.Answer;
        }
    }

    /// <summary>An answer larger than a quarter of the cache is not kept: it would drive out too many others.</summary>
    public void Keep(string digest, GroupsAnswer answer)
    {
        var size = answer.Bytes;
        if (size > maxBytes / 4)
            return;

        lock (gate)
        {
            if (byDigest.ContainsKey(digest))
                return;

            byDigest.Add(digest, recent.AddFirst(new Entry(digest, answer, size)));
            bytes += size;
            while (bytes > maxBytes)
                RemoveLast();
        }
    }

    private void RemoveLast()
    {
        var last = recent.Last!.Value;
        recent.RemoveLast();
        byDigest.Remove(last.Digest);
        bytes -= last.Bytes;
    }

    private sealed record Entry(string Digest, GroupsAnswer Answer, long Bytes);
}
