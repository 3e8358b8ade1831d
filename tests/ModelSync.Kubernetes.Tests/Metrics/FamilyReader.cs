using System.Text;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>Takes lines as long as they belong to one family.</summary>
internal sealed class FamilyReader(bool openMetrics)
{
    private static readonly Dictionary<(string, bool), string[]> Suffixes = new()
    {
        [("counter", true)] = ["_total", "_created"],
        [("counter", false)] = [""],
        [("gauge", true)] = [""],
        [("gauge", false)] = [""],
        [("histogram", true)] = ["_bucket", "_sum", "_count", "_created"],
        [("histogram", false)] = ["_bucket", "_sum", "_count"],
    };

    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<ParsedSample> _samples = [];
    private string? _name;

    public bool TryTake(string line)
    {
        if (!line.StartsWith('#'))
        {
            return TryTakeSample(SampleReader.Read(line));
        }

        var parts = line.Split(' ', 4);
        if (parts.Length < 3 || parts[0] != "#" || parts[1] is not ("HELP" or "TYPE" or "UNIT") || (parts[1] == "UNIT" && !openMetrics))
        {
            throw new FormatException($"Not a comment of this format: {line}");
        }

        if (_name is not null && parts[2] != _name)
        {
            return false;
        }

        if (_samples.Count > 0 || !_metadata.TryAdd(parts[1], parts.Length == 4 ? parts[3] : throw new FormatException($"Without a text: {line}")))
        {
            throw new FormatException($"Too late, or for the second time: {line}");
        }

        _name = SampleReader.IsName(parts[2], allowColon: true) ? parts[2] : throw new FormatException($"Not a name: {line}");
        return true;
    }

    public ParsedFamily Finish()
    {
        var help = _metadata.TryGetValue("HELP", out var escaped) ? Unescape(escaped) : null;
        return new ParsedFamily(_name!, _metadata.GetValueOrDefault("TYPE"), help, _metadata.GetValueOrDefault("UNIT"), _samples);
    }

    private bool TryTakeSample(ParsedSample sample)
    {
        if (_name is null || !_metadata.TryGetValue("TYPE", out var type))
        {
            throw new FormatException($"A sample without a TYPE: {sample.Name}");
        }

        if (!Suffixes.TryGetValue((type, openMetrics), out var suffixes) || !suffixes.Any(suffix => sample.Name == _name + suffix))
        {
            throw new FormatException($"{sample.Name} is no sample of the {type} {_name}.");
        }

        _samples.Add(sample);
        return true;
    }

    private string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && openMetrics)
            {
                throw new FormatException($"A bare quotation mark: {text}");
            }

            plain.Append(text[i] != '\\' ? text[i] : SampleReader.Unescaped(text, ++i, allowQuote: openMetrics));
        }

        return plain.ToString();
    }
}
