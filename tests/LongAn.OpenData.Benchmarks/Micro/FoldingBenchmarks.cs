using System.Text;
using BenchmarkDotNet.Attributes;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Benchmarks.Micro;

/// <summary>An address of 74 letters without its case, tones and đ.</summary>
public class FoldingBenchmarks
{
    private const string Address = "Lô A5, đường Nguyễn Trung Trực, Khu công nghiệp Đức Hòa 1, huyện Đức Hòa";
    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(Address);
    private readonly byte[] foldedUtf8 = new byte[300];
    private readonly char[] folded = new char[300];

    [Benchmark]
    public int FoldUtf16() => VietnameseText.Fold(Address, folded);

    [Benchmark]
    public int FoldUtf8() => VietnameseText.FoldUtf8(utf8, foldedUtf8);
}
