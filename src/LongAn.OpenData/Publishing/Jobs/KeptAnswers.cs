using Dapper;

namespace LongAn.OpenData.Publishing.Jobs;

/// <summary>Answers to requests with an <c>Idempotency-Key</c>, so that one that is sent again is answered again and not done again.</summary>
public sealed class KeptAnswers(CatalogFile file, TimeProvider clock)
{
    /// <param name="key">Whose: the id of an API key.</param>
    /// <returns>Null where there is none, or it is older than <paramref name="age"/>.</returns>
    public KeptAnswer? Find(string key, string idempotencyKey, TimeSpan age)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<KeptAnswer>("""
            SELECT fingerprint AS Fingerprint, status AS Status, headers AS Headers, body AS Body
            FROM kept_answers WHERE key_id = @key AND idempotency_key = @idempotencyKey AND created >= @since
            """, new { key, idempotencyKey, since = Since(age) });
    }

    /// <summary>Keeps one, and forgets those that are too old.</summary>
    public void Keep(string key, string idempotencyKey, KeptAnswer answer, TimeSpan age)
    {
        using var connection = file.Open();
        connection.Execute("""
            DELETE FROM kept_answers WHERE created < @since;
            INSERT OR REPLACE INTO kept_answers (key_id, idempotency_key, fingerprint, created, status, headers, body)
            VALUES (@key, @idempotencyKey, @Fingerprint, @now, @Status, @Headers, @Body)
            """, new { key, idempotencyKey, answer.Fingerprint, now = CatalogFile.ToText(clock.GetUtcNow()), answer.Status, answer.Headers, answer.Body, since = Since(age) });
    }

    /// <summary>Forgets one that another try may change.</summary>
    public void Forget(string key, string idempotencyKey)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM kept_answers WHERE key_id = @key AND idempotency_key = @idempotencyKey", new { key, idempotencyKey });
    }

    private string Since(TimeSpan age) => CatalogFile.ToText(clock.GetUtcNow() - age);
}

/// <summary>An answer as it was given.</summary>
/// <param name="Fingerprint">Of the request: another one under the same key is a mistake.</param>
/// <param name="Headers">As JSON.</param>
public sealed record KeptAnswer(string Fingerprint, long Status, string Headers, string Body)
{
    /// <summary>The name of the work, where it was begun and no answer is known of: the server may have stopped before it was given.</summary>
    public string? Begun => Status == 0 ? Body : null;

    public static KeptAnswer OfBegun(string fingerprint, string work) => new(fingerprint, 0, "{}", work);
}
