using System.Numerics;
using System.Runtime.InteropServices;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// A filter that codes alone decide. Whatever is asked of one field, SQLite itself answers for each of its different values, once; what is
/// left for the records is to look the answers up and to put them together. As in SQL there are three: false, unknown and true, here 0, 1
/// and 2, so that "and" is the least, "or" the greatest, and "not" what is missing to 2.
/// </summary>
internal abstract class CodedFilter
{
    public const byte True = 2;
    private const byte Unknown = 1;

    /// <returns>Null where codes alone do not decide.</returns>
    public static CodedFilter? Of(Filter filter, SqliteReader index)
    {
        List<Field> fields = [];
        if (TryName(filter, fields) && fields is [var field])
            return index.CodedFields.Contains(field.Name) ? new OfField(field, AnswersOf(filter, field, index)) : null;

        return filter switch
        {
            Filter.AllOf all => Several.Of(all.Parts, isAll: true, index),
            Filter.AnyOf any => Several.Of(any.Parts, isAll: false, index),
            Filter.Not not => Of(not.Part, index) is { } part ? new Negation(part) : null,
            _ => null,
        };
    }

    /// <summary>Writes the answer for each record of the block.</summary>
    /// <param name="answers">Of <see cref="CodeIndex.BlockRecords"/>; past the block's records they mean nothing.</param>
    public abstract void Write(CodeBlocks codes, Span<byte> answers);

    /// <summary>Names the different fields that a filter looks at.</summary>
    /// <returns>False where it looks at anything else.</returns>
    private static bool TryName(Filter filter, List<Field> fields) => filter switch
    {
        Filter.AllOf all => all.Parts.All(part => TryName(part, fields)),
        Filter.AnyOf any => any.Parts.All(part => TryName(part, fields)),
        Filter.Not not => TryName(not.Part, fields),
        Filter.Comparison comparison => TryName(comparison.Left, fields) && TryName(comparison.Right, fields),
        Filter.Between between => TryName(between.Value, fields) && TryName(between.Low, fields) && TryName(between.High, fields),
        Filter.In choices => TryName(choices.Value, fields) && choices.Choices.All(choice => TryName(choice, fields)),
        Filter.Like like => TryName(like.Text, fields),
        Filter.IsNull isNull => TryName(isNull.Value, fields),
        Filter.Always => true,
        _ => false,
    };

    private static bool TryName(Expression expression, List<Field> fields)
    {
        switch (expression)
        {
            case Expression.Property property:
                if (!fields.Contains(property.Field))
                    fields.Add(property.Field);
                return true;
            case Expression.Arithmetic arithmetic:
                return TryName(arithmetic.Left, fields) && TryName(arithmetic.Right, fields);
            case Expression.Folded folded:
                return TryName(folded.Text, fields);
            default:
                return expression is Expression.Literal;
        }
    }

    private static byte[] AnswersOf(Filter filter, Field field, SqliteReader index)
    {
        var parameters = new List<object?>();
        var condition = new FilterSql(parameters).Write(filter);
        var answers = index.Ask(
            new SqlStatement($"SELECT ({condition}) FROM {CodeIndex.ValuesOf(field)} ORDER BY {RecordsSql.Row}", parameters),
            row => row.IsNull(0) ? Unknown : row.GetInteger(0) == 0 ? (byte)0 : True);
        return [.. answers];
    }

    private sealed class OfField(Field field, byte[] answerOf) : CodedFilter
    {
        public override void Write(CodeBlocks codes, Span<byte> answers)
        {
            var codesOfField = codes.CodesOf(field);
            for (var i = 0; i < codesOfField.Length; i++)
                answers[i] = answerOf[codesOfField[i]];
        }
    }

    private sealed class Several(CodedFilter[] parts, bool isAll) : CodedFilter
    {
        private readonly byte[] others = new byte[CodeIndex.BlockRecords];

        public static Several? Of(IReadOnlyList<Filter> parts, bool isAll, SqliteReader index)
        {
            var coded = new CodedFilter[parts.Count];
            for (var i = 0; i < coded.Length; i++)
            {
                if (CodedFilter.Of(parts[i], index) is not { } part)
                    return null;

                coded[i] = part;
            }

            return new Several(coded, isAll);
        }

        public override void Write(CodeBlocks codes, Span<byte> answers)
        {
            answers.Fill(isAll ? True : (byte)0);
            var all = MemoryMarshal.Cast<byte, Vector<byte>>(answers);
            var part = MemoryMarshal.Cast<byte, Vector<byte>>(others.AsSpan());
            foreach (var filter in parts)
            {
                filter.Write(codes, others);
                for (var i = 0; i < all.Length; i++)
                    all[i] = isAll ? Vector.Min(all[i], part[i]) : Vector.Max(all[i], part[i]);
            }
        }
    }

    private sealed class Negation(CodedFilter part) : CodedFilter
    {
        public override void Write(CodeBlocks codes, Span<byte> answers)
        {
            part.Write(codes, answers);
            foreach (ref var answer in MemoryMarshal.Cast<byte, Vector<byte>>(answers))
                answer = new Vector<byte>(True) - answer;
        }
    }
}
