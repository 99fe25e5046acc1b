using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples.Places;

/// <summary>A commune as samples need it.</summary>
/// <param name="name">With its kind: <c>Xã Mỹ Hạnh Bắc</c>.</param>
/// <param name="district">The district's name.</param>
internal sealed class SampleCommune(string code, string name, string kind, string district)
{
    public string Code => code;

    public byte[] Utf8Code { get; } = Encoding.UTF8.GetBytes(code);

    /// <summary>Has streets and quarters rather than hamlets.</summary>
    public bool IsUrban { get; } = kind != "Xã";

    /// <summary><c>Xã Mỹ Hạnh Bắc, Huyện Đức Hòa</c>.</summary>
    public byte[] Place { get; } = Encoding.UTF8.GetBytes($"{name}, {district}");

    /// <summary>As inside a sentence: <c>xã Mỹ Hạnh Bắc</c>.</summary>
    public byte[] NameInSentence { get; } = Encoding.UTF8.GetBytes(char.ToLowerInvariant(name[0]) + name[1..]);
}
