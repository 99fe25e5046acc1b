using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Explorer.Dictionary;

/// <summary>What the fields of a version are, and what their values look like.</summary>
public sealed record DictionaryModel(Dataset Dataset, DatasetVersion Version, IReadOnlyList<DictionaryField> Fields);

/// <summary>One field.</summary>
/// <param name="Bars">How its values are spread: bins of numbers, periods of dates, else the most frequent values. Empty where there is nothing to show.</param>
/// <param name="Shape">What a bar stands for.</param>
public sealed record DictionaryField(Field Field, FieldProfile Profile, ForeignKey? Key, DictionaryShape Shape, IReadOnlyList<DictionaryBar> Bars);

/// <summary>What a bar stands for.</summary>
public enum DictionaryShape
{
    Values,
    Bins,
    Periods,
}

/// <param name="From">The value, the least value of a bin, the period.</param>
/// <param name="To">Where a bin ends; null for what is no bin.</param>
public sealed record DictionaryBar(object? From, object? To, long Count);
