using Superpower.Display;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>The words of CQL2 text. What stands in the attributes is what is said to have been expected.</summary>
internal enum Cql2Token
{
    [Token(Description = "name")]
    Name,

    [Token(Description = "name")]
    QuotedName,

    [Token(Description = "text")]
    Text,

    [Token(Description = "number")]
    Number,

    [Token(Description = "shape")]
    Shape,

    [Token(Example = ",")]
    Comma,

    [Token(Example = "(")]
    Open,

    [Token(Example = ")")]
    Close,

    [Token(Example = "=")]
    Equal,

    [Token(Example = "<>")]
    NotEqual,

    [Token(Example = "<")]
    Less,

    [Token(Example = "<=")]
    AtMost,

    [Token(Example = ">")]
    Greater,

    [Token(Example = ">=")]
    AtLeast,

    [Token(Example = "+")]
    Plus,

    [Token(Example = "-")]
    Minus,

    [Token(Example = "*")]
    Times,

    [Token(Example = "/")]
    Over,

    [Token(Example = "%")]
    Modulo,

    [Token(Example = "^")]
    Power,

    [Token(Example = "DIV")]
    Div,

    [Token(Example = "AND")]
    And,

    [Token(Example = "OR")]
    Or,

    [Token(Example = "NOT")]
    Not,

    [Token(Example = "LIKE")]
    Like,

    [Token(Example = "BETWEEN")]
    Between,

    [Token(Example = "IN")]
    In,

    [Token(Example = "IS")]
    Is,

    [Token(Example = "NULL")]
    Null,

    [Token(Example = "TRUE")]
    True,

    [Token(Example = "FALSE")]
    False,
}
