using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>What an answer made of records is known by, from the plan alone, before the database is asked.</summary>
/// <param name="Tag">Differs whenever the answer differs, but for its encoding and the addresses in it.</param>
/// <param name="IsPinned">The answer never changes.</param>
internal sealed record RecordsValidator(string Tag, DateTimeOffset Modified, bool IsPinned)
{
    /// <param name="namesVersion">The request says which version it means.</param>
    public static RecordsValidator Of(RecordsPlan plan, RecordFormat format, FormatOptions options, Dataset dataset, bool namesVersion)
    {
        var tag = $"{plan.AnswerDigest}-{format.Name}{options.Tag}";
        if (!format.Describes(options))
            return new RecordsValidator(tag, plan.Version.Created, namesVersion);

        // What is said of the dataset stands in the answer, and may change while the version does not.
        var described = dataset.MetadataModified;
        return new RecordsValidator($"{tag}-{described.UtcTicks:x}", described > plan.Version.Created ? described : plan.Version.Created, IsPinned: false);
    }
}
