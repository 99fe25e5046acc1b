using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>One way in which a schema differs from the one before it.</summary>
/// <param name="Rule" example="type-changed">What kind of change it is, such as <c>field-added</c>, <c>field-removed</c>, <c>type-changed</c>, <c>primary-key-changed</c>.</param>
/// <param name="IsBreaking">Whoever uses the dataset may have to change something.</param>
/// <param name="Field">The field as it was called, or is called where it is new; null for the dataset as a whole.</param>
/// <param name="Before">What it was, in a word; null where there was nothing.</param>
/// <param name="After">What it is.</param>
/// <param name="Suggestion">The new field that a removed one was probably renamed to.</param>
public sealed record SchemaChange(string Rule, bool IsBreaking, string? Field, string? Before, string? After, LocalizedText Message, string? Suggestion = null);
