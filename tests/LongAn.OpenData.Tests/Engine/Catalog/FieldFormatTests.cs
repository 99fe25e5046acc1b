using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Catalog;

/// <summary>The formats of Vietnam: what fits, what is in doubt, what does not fit.</summary>
public sealed class FieldFormatTests
{
    [Theory]
    [InlineData("tax-code", "1101983767", Fit.Fits)]
    [InlineData("tax-code", "1101846577", Fit.Fits)]
    [InlineData("tax-code", "1101966433", Fit.Fits)]
    [InlineData("tax-code", "1101983767-001", Fit.Fits)]
    [InlineData("tax-code", "1101983768", Fit.Broken)]
    [InlineData("tax-code", "101983767", Fit.Broken)]
    [InlineData("tax-code", "1101983767001", Fit.Broken)]
    [InlineData("tax-code", "0000000000", Fit.Doubtful)]
    [InlineData("agency-code", "H36", Fit.Fits)]
    [InlineData("agency-code", "H36.01.02", Fit.Fits)]
    [InlineData("agency-code", "G01.001.02.03", Fit.Fits)]
    [InlineData("agency-code", "H36.1", Fit.Broken)]
    [InlineData("agency-code", "h36.01", Fit.Broken)]
    [InlineData("agency-code", "H36.01.02.03.04", Fit.Broken)]
    [InlineData("agency-code", "H36.", Fit.Broken)]
    [InlineData("procedure-code", "1.000650", Fit.Fits)]
    [InlineData("procedure-code", "1.00065", Fit.Broken)]
    [InlineData("procedure-code", "1,000650", Fit.Broken)]
    [InlineData("province-code", "80", Fit.Fits)]
    [InlineData("province-code", "1", Fit.Broken)]
    [InlineData("district-code", "794", Fit.Fits)]
    [InlineData("commune-code", "27685", Fit.Fits)]
    [InlineData("commune-code", "2768A", Fit.Broken)]
    [InlineData("phone", "0903123456", Fit.Fits)]
    [InlineData("phone", "+84 272 3826 001", Fit.Fits)]
    [InlineData("phone", "(0272) 3826.001", Fit.Fits)]
    [InlineData("phone", "1022", Fit.Fits)]
    [InlineData("phone", "1900 1022", Fit.Fits)]
    [InlineData("phone", "0123456789", Fit.Broken)]
    [InlineData("phone", "not known", Fit.Broken)]
    [InlineData("vnd", "570000000", Fit.Fits)]
    [InlineData("vnd", "0", Fit.Fits)]
    [InlineData("vnd", "570", Fit.Doubtful)]
    [InlineData("vnd", "-1", Fit.Broken)]
    public void A_value_fits_or_not(string format, string value, Fit fit)
    {
        Assert.Equal(fit, FieldFormat.Find(format)!.Check(Encoding.UTF8.GetBytes(value)));
    }

    public static TheoryData<string> Names => [.. FieldFormat.All.Select(format => format.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_example_of_a_format_fits_it_and_its_pattern(string name)
    {
        var format = FieldFormat.Find(name)!;

        Assert.Equal(Fit.Fits, format.Check(Encoding.UTF8.GetBytes(format.Example)));
        if (format.Pattern is { } pattern)
            Assert.Matches($"^(?:{pattern})$", format.Example);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_an_error_and_one_in_doubt_is_kept_with_a_warning()
    {
        using var portal = new EnginePortal();
        const string Schema = """{"fields": [{"name": "mst", "portal": {"format": "tax-code"}}]}""";
        portal.Write("doubtful", Schema, "mst\n0000000000\n1101983767\n");
        portal.Write("broken", Schema, "mst\n1101983768\n");
        var results = portal.PublishAll().ToDictionary(result => result.Dataset, result => result.Report);

        var problem = Assert.Single(results["broken"].Problems);
        Assert.Equal((ProblemCode.FormatBroken, "tax-code"), (problem.Code, problem.Place!.Rule));
        Assert.Empty(results["doubtful"].Problems);
        Assert.StartsWith("The field mst: 1 values are in doubt, the first in row 1 (\"0000000000\")", Assert.Single(results["doubtful"].Warnings).Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string", "tax_code", "must be one of: tax-code, agency-code, procedure-code, province-code, district-code, commune-code, phone.")]
    [InlineData("integer", "tax-code", "must be one of: vnd.")]
    public void A_format_that_is_not_of_the_type_is_told(string type, string format, string expected)
    {
        var problem = Assert.Single(Descriptors.Problems(Descriptors.Package($$$"""{"fields": [{"name": "x", "type": "{{{type}}}", "portal": {"format": "{{{format}}}"}}]}""")));

        Assert.EndsWith(expected, problem.Message.En, StringComparison.Ordinal);
    }
}
