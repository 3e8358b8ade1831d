using System.Globalization;
using System.Text.Json;

namespace ModelSync.Benchmarks;

/// <summary>Collects figures by name, prints them as one table and saves them as one JSON object.</summary>
public sealed class Report
{
    private readonly List<(string Name, double? Value, string Meaning)> _lines = [];

    /// <summary>Adds a figure, and shows it at once: a section may take half an hour.</summary>
    public void Add(string name, double value, string meaning)
    {
        _lines.Add((name, value, meaning));
        Console.Error.WriteLine($"  {name} {Text(value)}");
    }

    /// <summary>Says why there is no figure of this name: it is in the table, and not in the file.</summary>
    public void LeaveOut(string name, string reason) => _lines.Add((name, null, $"left out: {reason}"));

    public void Print(TextWriter output)
    {
        var width = _lines.Select(line => line.Name.Length).DefaultIfEmpty().Max();
        foreach (var (name, value, meaning) in _lines)
        {
            output.WriteLine($"{name.PadRight(width)}  {Text(value),12}  {meaning}");
        }
    }

    public async Task SaveAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = File.Create(path);
        await using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        foreach (var (name, value, _) in _lines)
        {
            if (value is { } number)
            {
                writer.WriteNumber(name, Math.Round(number, 4));
            }
        }

        writer.WriteEndObject();
    }

    private static string Text(double? value) => value?.ToString(Math.Abs(value.Value) < 100 ? "N2" : "N0", CultureInfo.InvariantCulture) ?? "-";
}
