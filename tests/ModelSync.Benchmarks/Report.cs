using System.Globalization;
using System.Text.Json;

namespace ModelSync.Benchmarks;

/// <summary>Collects figures by name, prints them as one table and saves them as one JSON object.</summary>
public sealed class Report
{
    private readonly List<(string Name, double Value, string Meaning)> _figures = [];

    public void Add(string name, double value, string meaning) => _figures.Add((name, value, meaning));

    public void Print(TextWriter output)
    {
        var width = _figures.Max(figure => figure.Name.Length);
        foreach (var (name, value, meaning) in _figures)
        {
            output.WriteLine($"{name.PadRight(width)}  {value.ToString(value < 100 ? "N2" : "N0", CultureInfo.InvariantCulture),12}  {meaning}");
        }
    }

    public async Task SaveAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = File.Create(path);
        await using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        foreach (var (name, value, _) in _figures)
        {
            writer.WriteNumber(name, Math.Round(value, 4));
        }

        writer.WriteEndObject();
    }
}
