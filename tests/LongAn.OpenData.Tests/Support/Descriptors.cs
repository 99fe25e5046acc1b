using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Tests.Support;

/// <summary>Descriptors from JSON.</summary>
internal static class Descriptors
{
    /// <summary>A dataset of one resource with this Table Schema.</summary>
    public static DatasetDescriptor Of(string schema) => Assert.Single(Read(Package(schema)));

    public static Field Field(string type, string options = "")
    {
        var rest = options.Length == 0 ? "" : ", " + options;
        return Of($$"""{"fields": [{"name": "value", "type": "{{type}}"{{rest}}}]}""").Schema.Fields[0];
    }

    public static string Package(string schema) => $$"""
        {"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"name": "rows", "path": "data.csv", "schema": {{schema}}}]}
        """;

    public static IReadOnlyList<DatasetDescriptor> Read(string json)
    {
        List<Problem> problems = [];
        var descriptors = DataPackageReader.Read(json, folder: null, problems);
        Assert.Empty(problems.Select(problem => problem.Message.En));
        return descriptors;
    }

    public static IReadOnlyList<Problem> Problems(string json)
    {
        List<Problem> problems = [];
        Assert.Empty(DataPackageReader.Read(json, folder: null, problems));
        return problems;
    }
}
