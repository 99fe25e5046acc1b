using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Explorer.Docs;

/// <summary>Requests that go wrong in one way: one row for each code that somebody who reads may meet.</summary>
internal static class ProblemExamples
{
    private static readonly Dictionary<ProblemCode, Func<string, DocsSource, DocsExample?>> All = new()
    {
        [ProblemCode.InvalidRequest] = (records, _) => new(records, ("limit", "0"), ("colour", "red")),
        [ProblemCode.UnknownParameter] = (records, _) => new(records, ("colour", "red")),
        [ProblemCode.RepeatedParameter] = (records, _) => new(records, ("limit", "5"), ("limit", "6")),
        [ProblemCode.UnknownField] = (records, _) => new(records, ("fields", "colour")),
        [ProblemCode.UnknownOperator] = (records, source) => new(records, ($"{source.Datasets[0].Schema.Fields[0].Name}__above", "5")),
        [ProblemCode.OperatorNotForType] = (records, source) => Number(source) is { } field ? new(records, (field.Name + "__contains", "5")) : null,
        [ProblemCode.InvalidValue] = (records, source) => Number(source) is { } field ? new(records, (field.Name, "many")) : null,
        [ProblemCode.OverLimit] = (records, _) => new(records, ("limit", "1000000")),
        [ProblemCode.OptionNotForFormat] = (records, _) => new(records, ("format", "json"), ("delimiter", "tab")),
        [ProblemCode.FilterSyntax] = (records, _) => new(records, ("filter", "(1 =")),
        [ProblemCode.InvalidCursor] = (records, _) => new(records, ("cursor", "here")),
        [ProblemCode.NotFound] = (_, _) => new("/api/v1/nowhere"),
        [ProblemCode.UnknownDataset] = (_, _) => new("/api/v1/datasets/nowhere"),
        [ProblemCode.UnknownVersion] = (records, _) => new(records, ("version", "1000000")),
        [ProblemCode.UnknownRecord] = (records, _) => new(records + "/nobody"),
        [ProblemCode.NotAcceptable] = (records, _) => new(records, ("format", "pdf")),
        [ProblemCode.NotServedYet] = (records, _) => new(records, ("as_of", "1975-04-30")),
        [ProblemCode.UnknownPublisher] = (_, _) => new("/api/v1/publishers/nobody"),
    };

    public static DocsExample? Of(ProblemCode code, DocsSource source) => source.Datasets.Count == 0 ? null : All.GetValueOrDefault(code)?.Invoke($"/api/v1/datasets/{Uri.EscapeDataString(source.Datasets[0].Id)}/records", source);

    private static Field? Number(DocsSource source) => source.Datasets[0].Schema.Fields.FirstOrDefault(field => field.Type == FieldType.Number || field.Type == FieldType.Integer);
}
