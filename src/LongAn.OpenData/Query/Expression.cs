using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Query;

/// <summary>What a filter compares: a property, a literal, or something made of them. Every one has a type before it reaches SQL.</summary>
public abstract record Expression(FieldType Type)
{
    /// <summary>The field it stands for; null where it is calculated, or a literal.</summary>
    public Field? Named => this switch { Property property => property.Field, Foreign foreign => foreign.Field, _ => null };

    /// <summary>A field of the dataset.</summary>
    public sealed record Property(Field Field) : Expression(Field.Type);

    /// <summary>The record's number in its version, from 1, in the order of the primary key.</summary>
    public sealed record RowNumber() : Expression(FieldType.Integer);

    /// <summary>A field of the record that a foreign key points to; null where it points to none.</summary>
    public sealed record Foreign(VersionReference Reference, Field Field) : Expression(Field.Type);

    /// <summary>A value in the portal's own form: text, long or double.</summary>
    public sealed record Literal(object Value, FieldType Type) : Expression(Type);

    /// <summary>Two numbers and one of <c>+ - * / % ^</c> or <c>div</c>.</summary>
    public sealed record Arithmetic(string Operator, Expression Left, Expression Right) : Expression(FieldType.Number);

    /// <summary>0 where the words of the search are there with the tones that were typed, 1 where without.</summary>
    public sealed record ToneRank(TextQuery Query) : Expression(FieldType.Integer);

    /// <summary>How far the record's place, a point, is from another, as <see cref="GreatCircle"/> measures; in metres.</summary>
    public sealed record Distance(Place Place, double Longitude, double Latitude) : Expression(FieldType.Number);

    /// <summary>Text made comparable.</summary>
    public sealed record Folded(TextFold Fold, Expression Text) : Expression(FieldType.String);
}

/// <summary>What does not matter in a text.</summary>
[Flags]
public enum TextFold
{
    /// <summary>CQL2's <c>CASEI</c>.</summary>
    Case = 1,

    /// <summary>CQL2's <c>ACCENTI</c>: tones, â ă ê ô ơ ư and đ.</summary>
    Accents = 2,

    All = Case | Accents,
}
