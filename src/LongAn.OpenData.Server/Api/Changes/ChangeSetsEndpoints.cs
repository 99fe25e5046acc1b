using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Changes;

internal static class ChangeSetsEndpoints
{
    public static void MapChangeSets(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/changes", GetChanges).WithTags("Versions").WithName("GetChanges").WithSummary("Read what changed since a version, deletes included.")
            .WithDescription("Mỗi bản ghi được thêm, sửa, xóa từ phiên bản since đến phiên bản to, theo thứ tự khóa chính; áp dụng vào since thì được đúng to. Trang cuối nêu next_since để hỏi lần sau. Không có khóa chính: chỉ thêm và xóa. Phiên bản since không còn giữ: 410; khóa chính đã đổi: 409; khi đó hãy tải lại với since=0.\n\nEach record that was inserted, updated or deleted from version since to version to, in the order of the primary key; applied to since they give to exactly. The last page has next_since for the next question. Without a primary key there are inserts and deletes only. Where version since is no longer kept the answer is 410, where the primary key changed 409; then load everything again with since=0.")
            .WithMetadata(new TakesParameters(ChangesRequest.Parameters)).Produces<ChangesPage>();

    private static IResult GetChanges(string id, HttpRequest http, DatasetCatalog catalog, SqliteChanges changes)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var request = new ChangesRequest(http, dataset);
        return request.Problems.Count > 0 ? new ProblemResult(request.Problems) : new ChangesResult(dataset, request, changes);
    }
}

/// <summary>A page of changes.</summary>
/// <param name="Since">The version that the changes begin at; 0 for nothing.</param>
/// <param name="To">The version that they lead to.</param>
/// <param name="Counts">Of all changes between the two.</param>
/// <param name="SchemaChanges">How the fields differ between the two. A field that was added has no value before; one that was removed is in no change.</param>
internal sealed record ChangesPage(
    string Dataset, int Since, int To, ChangeCounts Counts, IReadOnlyList<SchemaChange> SchemaChanges, IReadOnlyList<RecordChange> Data, ChangesPaging Page, ChangesPageLinks Links);

/// <summary>What became of one record.</summary>
/// <param name="Op"><c>insert</c>, <c>update</c> or <c>delete</c>.</param>
/// <param name="Key">The primary key, by field; null where records have none.</param>
/// <param name="Version">The version in which the record is so.</param>
/// <param name="Cursor">Goes on behind this change.</param>
/// <param name="Fields">Of an update, the fields that differ.</param>
/// <param name="Old">The values before: of an update those that differ, of a delete all.</param>
/// <param name="New">The values after: of an update those that differ, of an insert all.</param>
internal sealed record RecordChange(
    string Op, IReadOnlyDictionary<string, object?>? Key, int Version, string Cursor, IReadOnlyList<string>? Fields, IReadOnlyDictionary<string, object?>? Old, IReadOnlyDictionary<string, object?>? New);

/// <param name="NextCursor">The cursor of the next page; null on the last.</param>
/// <param name="NextSince">On the last page, the <c>since</c> of the next question.</param>
internal sealed record ChangesPaging(int Limit, int Count, string? NextCursor, int? NextSince);

/// <param name="Poll">Where to ask for what comes next.</param>
internal sealed record ChangesPageLinks(string Self, string? Next, string Poll, string Dataset);
