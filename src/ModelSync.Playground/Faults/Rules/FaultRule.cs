using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModelSync.Playground.Faults.Rules;

/// <summary>
/// A fault, what it befalls, and how often. Its text form is one line, such as <c>429 retry-after=2 verb=create resource=configmaps count=3</c>.
/// </summary>
public sealed record FaultRule
{
    /// <summary>What is done.</summary>
    public required Fault Fault { get; init; }

    /// <summary>To which requests; connections have none.</summary>
    public RequestSelector Requests { get; init; } = RequestSelector.Any;

    /// <summary>How many matches pass before the first injection.</summary>
    public int Skip { get; init; }

    /// <summary>How many injections there are at most; null for no limit.</summary>
    public int? Count { get; init; }

    /// <summary>Which share of the matches is befallen, by chance.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How long the rule holds once it is added; null for as long as it is there.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The message names the word, what is wrong with it and what is taken instead.</exception>
    public static FaultRule Parse(string text) => TryParse(text, out var rule, out var error) ? rule : throw new FormatException(error);

    /// <summary>Reads the text form; where it is none, the error names the word, what is wrong with it and what is taken instead.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FaultRule? rule, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FaultRuleParser.TryParse(text, out rule, out error);
    }

    /// <summary>The text form, which <see cref="Parse"/> reads as an equal rule.</summary>
    public override string ToString()
    {
        var text = new RuleText(Fault.ToString());
        Requests.Print(text);
        text.AddUnless(Skip == 0, "skip", Skip.ToString(CultureInfo.InvariantCulture))
            .AddUnless(Count is null, "count", (Count ?? 0).ToString(CultureInfo.InvariantCulture))
            .AddUnless(Probability >= 1, "probability", Probability.ToString("R", CultureInfo.InvariantCulture))
            .AddUnless(Duration is null, "duration", RuleDuration.Print(Duration ?? default));
        return text.ToString();
    }
}
