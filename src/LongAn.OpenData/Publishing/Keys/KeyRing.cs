using System.Globalization;
using System.Security.Cryptography;
using Dapper;

namespace LongAn.OpenData.Publishing.Keys;

/// <summary>The keys of all publishers. What a key's secret is, is said once, when it is made; kept is its SHA-256.</summary>
public sealed class KeyRing(CatalogFile file, TimeProvider clock)
{
    private const string Columns = "id, publisher, name, scopes, datasets, created, expires, revoked, last_used AS LastUsed, digest";
    private static readonly byte[] NoDigest = new byte[SHA256.HashSizeInBytes];

    /// <param name="datasets">Null for all of the publisher's.</param>
    /// <param name="expires">Null for never.</param>
    /// <returns>The key, and its text, which cannot be had again.</returns>
    public (ApiKey Key, string Text) Issue(string publisher, string name, IReadOnlyList<KeyScope> scopes, IReadOnlyList<string>? datasets, DateTimeOffset? expires)
    {
        var text = KeyText.Make();
        var key = new ApiKey(text.Id, publisher, name, scopes, clock.GetUtcNow()) { Datasets = datasets, Expires = expires };
        using var connection = file.Open();
        connection.Execute("""
            INSERT INTO keys (id, publisher, name, digest, scopes, datasets, created, expires)
            VALUES (@Id, @Publisher, @Name, @digest, @scopes, @datasets, @created, @expires)
            """, new
        {
            key.Id,
            key.Publisher,
            key.Name,
            digest = text.Digest(),
            scopes = string.Join(' ', scopes),
            datasets = datasets is null ? null : string.Join(' ', datasets),
            created = CatalogFile.ToText(key.Created),
            expires = expires is { } end ? CatalogFile.ToText(end) : null,
        });
        return (key, text.ToString());
    }

    /// <summary>The key with this text, whatever its state. It takes as long whether a letter of the secret is wrong or all are.</summary>
    /// <returns>Null where there is none such.</returns>
    public ApiKey? Find(string text)
    {
        if (KeyText.Parse(text) is not { } asked)
            return null;

        using var connection = file.Open();
        var row = connection.QuerySingleOrDefault<KeyRow>($"SELECT {Columns} FROM keys WHERE id = @Id", new { asked.Id });
        var isSame = CryptographicOperations.FixedTimeEquals(asked.Digest(), row?.Digest ?? NoDigest);
        return isSame ? row?.ToKey() : null;
    }

    /// <summary>By publisher, the oldest first.</summary>
    public IReadOnlyList<ApiKey> All()
    {
        using var connection = file.Open();
        return [.. connection.Query<KeyRow>($"SELECT {Columns} FROM keys ORDER BY publisher, created").Select(row => row.ToKey())];
    }

    /// <returns>False where there is no such key, or it was revoked before.</returns>
    public bool Revoke(string id)
    {
        using var connection = file.Open();
        return connection.Execute("UPDATE keys SET revoked = @now WHERE id = @id AND revoked IS NULL", new { id, now = CatalogFile.ToText(clock.GetUtcNow()) }) > 0;
    }

    /// <summary>Remembers the day; written once a day.</summary>
    public void MarkUsed(ApiKey key)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (key.LastUsed >= today)
            return;

        using var connection = file.Open();
        connection.Execute("UPDATE keys SET last_used = @day WHERE id = @Id", new { key.Id, day = today.ToString("O", CultureInfo.InvariantCulture) });
    }

    private sealed record KeyRow(string Id, string Publisher, string Name, string Scopes, string? Datasets, string Created, string? Expires, string? Revoked, string? LastUsed, byte[] Digest)
    {
        public ApiKey ToKey() => new(Id, Publisher, Name, [.. Scopes.Split(' ').Select(KeyScope.Find).OfType<KeyScope>()], CatalogFile.ToInstant(Created))
        {
            Datasets = Datasets?.Split(' '),
            Expires = Expires is null ? null : CatalogFile.ToInstant(Expires),
            Revoked = Revoked is null ? null : CatalogFile.ToInstant(Revoked),
            LastUsed = LastUsed is null ? null : DateOnly.Parse(LastUsed, CultureInfo.InvariantCulture),
        };
    }
}
