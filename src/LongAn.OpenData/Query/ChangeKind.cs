namespace LongAn.OpenData.Query;

/// <summary>What became of a record from one version to another. The numbers are kept in files.</summary>
public enum ChangeKind
{
    Insert = 1,
    Update = 2,
    Delete = 3,
}
