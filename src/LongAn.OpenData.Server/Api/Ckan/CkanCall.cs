using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>An action that is asked for, and what it is answered from.</summary>
internal sealed record CkanCall(CkanWords Words, CkanSnapshot Catalog, PortalLinks Links, SqliteRecordStore Store, HttpContext Http)
{
    /// <summary>The mistakes in the words that were read so far; null where there are none.</summary>
    public CkanError? Mistakes => Words.Mistakes.Count > 0 ? CkanError.Validation(Words.Mistakes) : null;
}
