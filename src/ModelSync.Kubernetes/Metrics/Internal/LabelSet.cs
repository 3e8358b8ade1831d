using System.Globalization;
using System.Text;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>
/// The labels of a series as they are exposed: names sanitised, in order and each once, values as text, and none that is empty, because for Prometheus an
/// empty label and no label are the same series.
/// </summary>
internal sealed class LabelSet
{
    private LabelSet(SortedDictionary<string, string> labels)
    {
        Labels = labels;
        var text = new StringBuilder();
        foreach ((var name, var value) in labels)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"");
            AppendEscaped(text, value, escapeQuotes: true).Append('"');
        }

        Text = text.ToString();
        Utf8 = Encoding.UTF8.GetBytes(Text);
    }

    /// <summary>The labels of the series that takes what an instrument with too many series measures.</summary>
    public static LabelSet Overflow { get; } = new(new SortedDictionary<string, string>(StringComparer.Ordinal) { ["otel_metric_overflow"] = "true" });

    /// <summary>Name and value of each.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>All of them as they stand between the braces: tells one series from another, and gives them their order.</summary>
    public string Text { get; }

    /// <summary><see cref="Text"/>, ready to be written.</summary>
    public byte[] Utf8 { get; }

    /// <summary>The labels that a measurement's tags stand for.</summary>
    public static LabelSet From(ReadOnlySpan<KeyValuePair<string, object?>> tags, MetricKind kind)
    {
        // By the original name first: given twice, the last value counts; two names that only look the same once sanitised give both values.
        var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            given[tag.Key] = ValidText(TextOf(tag.Value));
        }

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((var tag, var value) in given)
        {
            var name = MetricNames.Label(tag);
            if (kind == MetricKind.Histogram && string.Equals(name, "le", StringComparison.Ordinal))
            {
                name = "exported_le";
            }

            if (value.Length > 0)
            {
                labels[name] = labels.TryGetValue(name, out var other) ? other + ";" + value : value;
            }
        }

        return new LabelSet(labels);
    }

    /// <summary>Escapes a label's value or a help text; quotation marks stay as they are only in the help text of the old format.</summary>
    public static StringBuilder AppendEscaped(StringBuilder text, string value, bool escapeQuotes)
    {
        foreach (var character in value)
        {
            _ = character switch
            {
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '"' when escapeQuotes => text.Append("\\\""),
                _ => text.Append(character),
            };
        }

        return text;
    }

    private static string TextOf(object? value) => value switch
    {
        string text => text,
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // Half a surrogate pair has no UTF-8; replaced here already, or two series could come out the same.
    private static string ValidText(string value) =>
        value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) : value;
}
