using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Publishing;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>Changes what is said about datasets.</summary>
internal sealed class Descriptions(PublishDesk desk, VersionLedger ledger, DatasetDrafts drafts, DatasetCatalog catalog, PortalLinks links, TimeProvider clock)
{
    /// <param name="next">From the descriptor as it is, which is null for a new dataset, to the one that is to be.</param>
    public async Task<(DescriptionDocument? Document, IResult? Problem)> ChangeAsync(string id, WriteAttempt attempt, Func<Dataset?, Problem?> condition, Func<DatasetDescriptor?, string> next, CancellationToken cancel)
    {
        var answer = await desk.PublishAsync(() => Task.FromResult(Change(id, attempt, condition, next)), desk.Wait, cancel);
        return answer is null ? (null, new ProblemResult(new Problem(ProblemCode.PublishInProgress, "Đang có việc đăng khác; hãy thử lại.", "Another publish is in progress; try again."))) : (answer.Document, answer.Problem);
    }

    private Answer Change(string id, WriteAttempt attempt, Func<Dataset?, Problem?> condition, Func<DatasetDescriptor?, string> next)
    {
        var dataset = catalog.Find(id);
        if (condition(dataset) is { } broken)
            return new Answer(new ProblemResult(broken));

        var current = dataset is null ? null : ledger.FindDescriptor(id);
        List<Problem> problems = [];
        if (DataPackageReader.Read(next(current), folder: null, problems) is not [var descriptor])
            return new Answer(problems.Count > 0 ? new ProblemResult(ProblemCode.DescriptorInvalid, problems) : new ProblemResult(new Problem(ProblemCode.DescriptorUnsupported, "Gói phải có đúng một tài nguyên.", "The package must have exactly one resource.")));
        if (descriptor.Id != id)
            return new Answer(new ProblemResult(new Problem(ProblemCode.DescriptorInvalid, $"name là {descriptor.Id}, không phải {id}.", $"The name is {descriptor.Id}, not {id}.") { Place = new(DataPackageReader.FileName, Field: "/name"), Suggestion = id }));
        if (DatasetRights.Check(attempt.Key!, dataset, descriptor) is { } forbidden)
            return new Answer(new ProblemResult(forbidden));

        if (current is null || !current.IsReadAs(descriptor))
        {
            drafts.Put(descriptor);
            return new Answer(Of("drafted", dataset));
        }

        var isNews = ledger.Serve(descriptor, dataset!.Current.Number, attempt.ToOrigin(), clock.GetUtcNow());
        return new Answer(Of(isNews ? "described" : "unchanged", dataset));

        DescriptionDocument Of(string outcome, Dataset? served) => new(id, outcome, served?.Current.Number, served is null ? null : VersionTag.Of(served.Current), PublishLinks.Of(id, served?.Current.Number, links));
    }

    private sealed record Answer(DescriptionDocument? Document, IResult? Problem)
    {
        public Answer(DescriptionDocument document) : this(document, null) { }

        public Answer(IResult problem) : this(null, problem) { }
    }
}
