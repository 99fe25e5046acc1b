using LongAn.OpenData.Benchmarks;
using LongAn.OpenData.Benchmarks.Micro;

if (args is [BareServer.Name, var database, var district, var answer])
{
    await BareServer.RunAsync(database, district, answer);
    return;
}

if (args is [MicroBenchmarks.Name, .. var filters])
{
    MicroBenchmarks.Run(filters);
    return;
}

// Run by hand, one measure or all of them; see README.md beside this file.
var measures = new (string Name, Func<Workshop, IEnumerable<Figure>> Run)[]
{
    ("start", StartMeasure.Run),
    ("import", ImportMeasure.Run),
    ("publish", PublishMeasure.Run),
    ("changes", ChangesMeasure.Run),
    ("export", ExportMeasure.Run),
    ("query", QueryMeasure.Run),
    ("load", LoadMeasure.Run),
    ("pages", PagesMeasure.Run),
    ("slow", SlowMeasure.Run),
};
var rows = args.SkipWhile(arg => arg != "--rows").Skip(1).FirstOrDefault() is { } text ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000;
var names = args.TakeWhile(arg => arg != "--rows").ToArray();

using var workshop = new Workshop(rows);
Console.WriteLine($"{Environment.ProcessorCount} processors, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, {rows:N0} rows");
foreach (var (name, run) in measures.Where(measure => names.Length == 0 || names.Contains(measure.Name)))
{
    foreach (var figure in run(workshop))
        Console.WriteLine($"{name,-8} {figure.What,-58} {figure.Value,10:0.00} {figure.Unit,-8} {figure.Target}");
}
