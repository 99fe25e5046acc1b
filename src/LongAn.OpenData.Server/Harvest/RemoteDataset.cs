using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing.Harvests;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>A dataset read from elsewhere, ready to be submitted.</summary>
/// <param name="Mark">What to remember once it has been taken.</param>
internal sealed record RemoteDataset(string Folder, DatasetDescriptor Descriptor, HarvestMark Mark)
{
    /// <summary>Only what is said of the dataset has changed: its records are those that are served, and there is no file.</summary>
    public bool IsDescription { get; init; }
}
