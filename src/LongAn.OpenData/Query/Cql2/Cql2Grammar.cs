using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Parser = Superpower.TokenListParser<LongAn.OpenData.Query.Cql2.Cql2Token, LongAn.OpenData.Query.Cql2.Cql2Node>;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>
/// CQL2 text as the standard's annex B has it, loosest binding first: OR, AND, NOT, comparisons, + -, * / % div, ^, signs. One grammar
/// serves conditions and values, because <c>(</c> may begin either; what fits what is for <see cref="Cql2Binder"/> to say.
/// </summary>
internal static class Cql2Grammar
{
    private static readonly Parser Any = Parse.Ref(() => Or!);

    private static readonly TokenListParser<Cql2Token, Cql2Node[]> Items = Any.AtLeastOnceDelimitedBy(Token.EqualTo(Cql2Token.Comma));

    private static readonly TokenListParser<Cql2Token, Cql2Node[]> Arguments =
        from open in Token.EqualTo(Cql2Token.Open)
        from items in Items.OptionalOrDefault([])
        from close in Token.EqualTo(Cql2Token.Close)
        select items;

    private static readonly Parser Named =
        from name in Token.EqualTo(Cql2Token.Name)
        from arguments in Arguments.AsNullable().OptionalOrDefault()
        select arguments is null ? new Cql2Node.Property(name.ToStringValue(), At(name)) : Call(name, arguments);

    private static readonly Parser Grouped =
        from open in Token.EqualTo(Cql2Token.Open)
        from items in Items.OptionalOrDefault([])
        from close in Token.EqualTo(Cql2Token.Close)
        select items.Length == 1 ? items[0] : new Cql2Node.List(items, At(open));

    private static readonly Parser Primary = Parse.OneOf(
        Named,
        Token.EqualTo(Cql2Token.QuotedName).Select(token => (Cql2Node)new Cql2Node.Property(Unquote(token), At(token))),
        Token.EqualTo(Cql2Token.Text).Select(token => (Cql2Node)new Cql2Node.Text(Unquote(token), At(token))),
        Token.EqualTo(Cql2Token.Number).Select(token => (Cql2Node)new Cql2Node.Number(token.ToStringValue(), At(token))),
        Token.EqualTo(Cql2Token.True).Select(token => (Cql2Node)new Cql2Node.Flag(true, At(token))),
        Token.EqualTo(Cql2Token.False).Select(token => (Cql2Node)new Cql2Node.Flag(false, At(token))),
        Token.EqualTo(Cql2Token.Shape).Select(token => (Cql2Node)new Cql2Node.Shape(token.ToStringValue(), default, At(token))),
        Grouped).Named(Cql2Expected.Value);

    private static readonly Parser Signed =
        from signs in Token.EqualTo(Cql2Token.Minus).Or(Token.EqualTo(Cql2Token.Plus)).Many()
        from value in Primary
        select signs.Reverse().Aggregate(value, Sign);

    private static readonly Parser Powers =
        from first in Signed
        from others in Token.EqualTo(Cql2Token.Power).IgnoreThen(Signed).Many()
        select RightToLeft([first, .. others]);

    private static readonly Parser Products = Parse.Chain(
        Token.Matching<Cql2Token>(kind => kind is Cql2Token.Times or Cql2Token.Over or Cql2Token.Modulo or Cql2Token.Div, Cql2Expected.Operator), Powers, Binary);

    private static readonly Parser Sums = Parse.Chain(
        Token.Matching<Cql2Token>(kind => kind is Cql2Token.Plus or Cql2Token.Minus, Cql2Expected.Operator), Products, Binary);

    private static readonly TokenListParser<Cql2Token, Func<Cql2Node, Cql2Node>> Comparison =
        from sign in Token.Matching<Cql2Token>(kind => kind is >= Cql2Token.Equal and <= Cql2Token.AtLeast, Cql2Expected.Operator)
        from right in Sums
        select new Func<Cql2Node, Cql2Node>(left => Binary(sign, left, right));

    private static readonly TokenListParser<Cql2Token, Func<Cql2Node, Cql2Node>> Like =
        from word in Token.EqualTo(Cql2Token.Like)
        from pattern in Sums
        select new Func<Cql2Node, Cql2Node>(left => new Cql2Node.Call(Cql2Operator.Like, [left, pattern], At(word)));

    private static readonly TokenListParser<Cql2Token, Func<Cql2Node, Cql2Node>> Between =
        from word in Token.EqualTo(Cql2Token.Between)
        from low in Sums
        from and in Token.EqualTo(Cql2Token.And)
        from high in Sums
        select new Func<Cql2Node, Cql2Node>(left => new Cql2Node.Call(Cql2Operator.Between, [left, low, high], At(word)));

    private static readonly TokenListParser<Cql2Token, Func<Cql2Node, Cql2Node>> In =
        from word in Token.EqualTo(Cql2Token.In)
        from open in Token.EqualTo(Cql2Token.Open)
        from items in Items
        from close in Token.EqualTo(Cql2Token.Close)
        select new Func<Cql2Node, Cql2Node>(left => new Cql2Node.Call(Cql2Operator.In, [left, new Cql2Node.List(items, At(open))], At(word)));

    private static readonly TokenListParser<Cql2Token, Func<Cql2Node, Cql2Node>> IsNull =
        from word in Token.EqualTo(Cql2Token.Is)
        from not in Token.EqualTo(Cql2Token.Not).Optional()
        from nothing in Token.EqualTo(Cql2Token.Null)
        select new Func<Cql2Node, Cql2Node>(left => NotIf(not, new Cql2Node.Call(Cql2Operator.IsNull, [left], At(word))));

    private static readonly TokenListParser<Cql2Token, Func<Cql2Node, Cql2Node>> NotTest =
        from not in Token.EqualTo(Cql2Token.Not)
        from test in Parse.OneOf(Like, Between, In)
        select new Func<Cql2Node, Cql2Node>(left => Negate(test(left), not));

    private static readonly Parser Test =
        from left in Sums
        from test in Parse.OneOf(Comparison, Like, Between, In, IsNull, NotTest).Named(Cql2Expected.Operator).OptionalOrDefault(same => same)
        select test(left);

    private static readonly Parser Nots =
        from nots in Token.EqualTo(Cql2Token.Not).Many()
        from test in Test
        select nots.Reverse().Aggregate(test, Negate);

    private static readonly Parser And = Joined(Cql2Token.And, Cql2Operator.And, Nots);

    private static readonly Parser Or = Joined(Cql2Token.Or, Cql2Operator.Or, And);

    public static Parser Filter { get; } = Or.AtEnd();

    private static Parser Joined(Cql2Token word, Cql2Operator joins, Parser part) =>
        part.AtLeastOnceDelimitedBy(Token.EqualTo(word)).Select(parts => parts.Length == 1 ? parts[0] : new Cql2Node.Call(joins, parts, parts[0].At));

    private static Cql2Node RightToLeft(Cql2Node[] parts) =>
        parts.Reverse().Skip(1).Aggregate(parts[^1], (right, left) => new Cql2Node.Call(Cql2Operator.Power, [left, right], left.At));

    private static Cql2Node Binary(Token<Cql2Token> sign, Cql2Node left, Cql2Node right) =>
        new Cql2Node.Call(Cql2Operator.Find(sign.ToStringValue())!, [left, right], At(sign));

    private static Cql2Node Negate(Cql2Node part, Token<Cql2Token> not) => new Cql2Node.Call(Cql2Operator.Not, [part], At(not));

    private static Cql2Node NotIf(Token<Cql2Token>? not, Cql2Node part) => not is { } word ? Negate(part, word) : part;

    /// <summary>A minus before digits is part of the number; before anything else it multiplies by -1, as the standard's own examples do.</summary>
    private static Cql2Node Sign(Cql2Node value, Token<Cql2Token> sign) => (value, sign.Kind) switch
    {
        (_, Cql2Token.Plus) => value,
        (Cql2Node.Number { Digits: ['-', .. var digits] }, _) => new Cql2Node.Number(digits, At(sign)),
        (Cql2Node.Number number, _) => new Cql2Node.Number("-" + number.Digits, At(sign)),
        _ => new Cql2Node.Call(Cql2Operator.Times, [new Cql2Node.Number("-1", At(sign)), value], At(sign)),
    };

    private static Cql2Node Call(Token<Cql2Token> name, Cql2Node[] arguments)
    {
        var written = name.ToStringValue();
        return new Cql2Node.Call(Cql2Operator.Find(written)?.Name ?? written, arguments, At(name));
    }

    private static string Unquote(Token<Cql2Token> token)
    {
        var written = token.ToStringValue();
        var isEscaped = written[0] == 'E';
        return Cql2Words.Unquote(written, isEscaped ? 2 : 1, written[^1], isEscaped).Text;
    }

    private static int At(Token<Cql2Token> token) => token.Position.Absolute;
}
