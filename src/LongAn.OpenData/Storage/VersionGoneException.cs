namespace LongAn.OpenData.Storage;

/// <summary>A version was removed between the question and its answer; the API answers 410.</summary>
public sealed class VersionGoneException(string dataset, int number) : Exception($"Version {number} of {dataset} is no longer kept.")
{
    public string Dataset { get; } = dataset;

    public int Number { get; } = number;
}
