using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>Reads one sample: a name, labels between braces, one space, a number.</summary>
internal static class SampleReader
{
    private static readonly Regex Number = new(@"^(-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?|[+-]Inf|NaN)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public static ParsedSample Read(string line)
    {
        var at = line.IndexOfAny(['{', ' ']);
        var name = at > 0 && IsName(line[..at], allowColon: true) ? line[..at] : throw new FormatException($"No name: {line}");
        var labels = new Dictionary<string, string>();
        if (line[at] == '{')
        {
            at = ReadLabels(line, at + 1, labels);
        }

        if (at >= line.Length || line[at] != ' ' || !Number.IsMatch(line[(at + 1)..]))
        {
            throw new FormatException($"No number where one should be: {line}");
        }

        return new ParsedSample(name, labels, Value(line[(at + 1)..]), line[(at + 1)..]);
    }

    public static double Value(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    public static bool IsName(string text, bool allowColon) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_' || (allowColon && c == ':'));

    public static char Unescaped(string text, int at, bool allowQuote) => (at < text.Length ? text[at] : '\0') switch
    {
        '\\' => '\\',
        'n' => '\n',
        '"' when allowQuote => '"',
        _ => throw new FormatException($"An unknown escape at {at}: {text}"),
    };

    private static int ReadLabels(string line, int at, Dictionary<string, string> labels)
    {
        while (true)
        {
            var equals = line.IndexOf('=', at);
            var name = equals < 0 ? "" : line[at..equals];
            if (!IsName(name, allowColon: false) || name.StartsWith("__", StringComparison.Ordinal) || equals + 1 >= line.Length || line[equals + 1] != '"')
            {
                throw new FormatException($"No label at {at}: {line}");
            }

            var value = new StringBuilder();
            for (at = equals + 2; at < line.Length && line[at] != '"'; at++)
            {
                value.Append(line[at] != '\\' ? line[at] : Unescaped(line, ++at, allowQuote: true));
            }

            if (!labels.TryAdd(name, value.ToString()) || value.Length == 0)
            {
                throw new FormatException($"A label twice, or empty: {line}");
            }

            at++;
            if (at < line.Length && line[at] == '}')
            {
                return at + 1;
            }

            at = at < line.Length && line[at] == ',' ? at + 1 : throw new FormatException($"The labels do not end: {line}");
        }
    }
}
