using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>The types of the DataStore, which are PostgreSQL's; and the row number that stands before every record.</summary>
internal static class DatastoreType
{
    public const string RowName = "_id";

    /// <summary>The record's number from 1, in the order of the primary key; it belongs to the version.</summary>
    public static readonly Column Row = new(new Field(RowName, FieldType.Integer), new Expression.RowNumber());

    /// <summary>What is not here is text.</summary>
    private static readonly Dictionary<FieldType, string> Names = new()
    {
        [FieldType.Integer] = "int8",
        [FieldType.Year] = "int4",
        [FieldType.Number] = "float8",
        [FieldType.Boolean] = "bool",
        [FieldType.Date] = "date",
        [FieldType.DateTime] = "timestamptz",
        [FieldType.Time] = "time",
        [FieldType.GeoPoint] = "json",
        [FieldType.GeoJson] = "json",
        [FieldType.Array] = "json",
        [FieldType.List] = "json",
        [FieldType.Object] = "json",
    };

    public static string NameOf(Field field) => field.Name == RowName ? "int" : Names.GetValueOrDefault(field.Type, "text");
}
