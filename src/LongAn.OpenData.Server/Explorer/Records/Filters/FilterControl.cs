using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Explorer.Records.Filters;

/// <summary>A field to filter by, as it stands beside the table.</summary>
/// <param name="Parameter">What its values are sent as; comparisons have <c>__gte</c> and the like behind it.</param>
public abstract record FilterControl(Field Field, string Parameter)
{
    /// <summary>It holds something that filters.</summary>
    public abstract bool IsActive { get; }

    /// <summary>The parameters that it sends.</summary>
    public abstract IEnumerable<string> Parameters { get; }
}

/// <summary>Values to tick.</summary>
/// <param name="Others">How many records have other values than those listed.</param>
public sealed record ChoicesControl(Field Field, string Parameter, IReadOnlyList<Choice> Choices, long Others) : FilterControl(Field, Parameter)
{
    public override bool IsActive => Choices.Any(choice => choice.IsChosen);

    public override IEnumerable<string> Parameters => [Parameter];
}

/// <param name="Count">How many records have it under the other filters; null where it is not among the counted.</param>
public sealed record Choice(string Value, string Label, long? Count, bool IsChosen);

/// <summary>Numbers from and to.</summary>
/// <param name="Bins">How many records there are between each two edges; none where they were not counted.</param>
public sealed record RangeControl(Field Field, string Parameter, string? From, string? To, string? Least, string? Greatest, IReadOnlyList<Bin> Bins) : FilterControl(Field, Parameter)
{
    public override bool IsActive => From is not null || To is not null;

    public override IEnumerable<string> Parameters => [$"{Parameter}__gte", $"{Parameter}__lte"];

    public long Most => Bins.Max(bin => bin.Count);
}

public sealed record Bin(string From, string To, long Count);

/// <summary>Days, months or instants from and to.</summary>
public sealed record PeriodControl(Field Field, string Parameter, string? From, string? To, string? Least, string? Greatest) : FilterControl(Field, Parameter)
{
    public override bool IsActive => From is not null || To is not null;

    public override IEnumerable<string> Parameters => [$"{Parameter}__gte", $"{Parameter}__lte"];

    /// <summary>The type of the input.</summary>
    public string InputType => Field.Type == FieldType.YearMonth ? "month" : "date";
}

/// <summary>A part of a text.</summary>
public sealed record WordsControl(Field Field, string Parameter, string? Text) : FilterControl(Field, Parameter)
{
    public override bool IsActive => Text is not null;

    public override IEnumerable<string> Parameters => [$"{Parameter}__contains"];
}
