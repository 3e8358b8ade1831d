using System.Globalization;
using System.Text;

namespace ModelSync.Playground.Faults.Rules;

/// <summary>The words of a rule, each of which is taken once; remembers the first thing that is wrong.</summary>
internal sealed class RuleArguments
{
    private const int LongestText = 4096;

    private readonly Dictionary<string, string> _left = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    private RuleArguments(string first) => First = first;

    /// <summary>The word that names the fault.</summary>
    public string First { get; }

    /// <summary>What is wrong; null as long as nothing is.</summary>
    public string? Error { get; private set; }

    public static RuleArguments Split(string text)
    {
        if (text.Length > LongestText || text.Any(char.IsControl))
        {
            return new RuleArguments("") { Error = $"a rule is one line of at most {LongestText} characters" };
        }

        var position = 0;
        var arguments = new RuleArguments(NextWord(text, ref position, out _));
        while (arguments.Error is null && NextWord(text, ref position, out var isWhole) is { Length: > 0 } word)
        {
            arguments.Add(word, isWhole);
        }

        return arguments;
    }

    public bool Has(string name)
    {
        _known.Add(name);
        return _left.ContainsKey(name);
    }

    public string? Take(string name)
    {
        _known.Add(name);
        _left.Remove(name, out var value);
        return value;
    }

    public Pattern? TakePattern(string name) => Take(name) switch
    {
        null => null,
        "" => Fail<Pattern>(name, "", "takes a name, several with commas between them, or a pattern with *"),
        var value => new Pattern(value),
    };

    public T TakeWord<T>(string name, T usual)
        where T : struct, Enum
    {
        if (Take(name) is not { } value)
        {
            return usual;
        }

        return RuleWord.TryParse<T>(value, out var word) ? word : Fail<T>(name, value, $"takes one of {RuleWord.AllOf<T>()}");
    }

    public int? TakeNumber(string name, int least)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : Fail<int>(name, value, $"takes a whole number of at least {least}");
    }

    public double? TakeShare(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(value, Plain, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? share
            : Fail<double>(name, value, "takes a number above 0 and up to 1, such as 0.25");
    }

    public TimeSpan? TakeDuration(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        return RuleDuration.TryParse(value, out var duration) && duration > TimeSpan.Zero
            ? duration
            : Fail<TimeSpan>(name, value, "takes a time above zero and up to a day, such as 250ms, 2s, 5m or 1h");
    }

    /// <summary>Remembers that a value is wrong.</summary>
    public T? Fail<T>(string name, string value, string takes)
    {
        Error ??= $"{name} is '{value}', but {takes}";
        return default;
    }

    /// <summary>Remembers that a needed value is missing.</summary>
    public T? FailMissing<T>(string name, string such)
    {
        Error ??= $"{First} needs {name}, such as {name}={such}";
        return default;
    }

    /// <summary>Nothing may be left over.</summary>
    public void Close() => Error ??= _left.Count == 0
        ? null
        : $"{First} takes no {_left.Keys.First()}; it takes {string.Join(", ", _known.Distinct(StringComparer.Ordinal))}";

    private static string NextWord(string text, ref int position, out bool isWhole)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        var word = new StringBuilder();
        var isQuoted = false;
        for (; position < text.Length && (isQuoted || !char.IsWhiteSpace(text[position])); position++)
        {
            if (text[position] == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                position += isQuoted && text[position] == '\\' && position + 1 < text.Length ? 1 : 0;
                word.Append(text[position]);
            }
        }

        isWhole = !isQuoted;
        return word.ToString();
    }

    private void Add(string word, bool isWhole)
    {
        if (!isWhole)
        {
            Error = $"the quote in {word} is not closed";
        }
        else if (word.Split('=', 2) is not [{ Length: > 0 } name, var value])
        {
            Error = $"'{word}' is not of the form name=value";
        }
        else if (!_left.TryAdd(name, value))
        {
            Error = $"{name} is given twice: give it once, with commas between alternatives";
        }
    }
}
