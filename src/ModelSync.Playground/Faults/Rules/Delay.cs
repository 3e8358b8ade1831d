using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Playground.Faults.Rules;

/// <summary>How long something is held up: always the same, evenly between two bounds, or exponentially around a mean.</summary>
public sealed record Delay
{
    private const string ExponentialPrefix = "exp:";
    private const string Between = "..";

    // The tail of the distribution has no end, and a test must have one.
    private const int LongestOfMeans = 10;

    /// <summary>What a rule takes for one.</summary>
    internal const string Takes = "takes a time such as 200ms, a range such as 100ms..2s, or exp: and a mean such as exp:300ms";

    private Delay(TimeSpan least, TimeSpan most, bool isExponential) => (Least, Most, IsExponential) = (least, most, isExponential);

    /// <summary>The shortest; the mean of an exponential one.</summary>
    public TimeSpan Least { get; }

    /// <summary>The longest.</summary>
    public TimeSpan Most { get; }

    /// <summary>Whether most are short and a few are long.</summary>
    public bool IsExponential { get; }

    /// <summary>Always the same.</summary>
    public static Delay Fixed(TimeSpan delay) => Uniform(delay, delay);

    /// <summary>Evenly between two bounds.</summary>
    public static Delay Uniform(TimeSpan least, TimeSpan most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, RuleDuration.Longest);
        return new Delay(least, most, isExponential: false);
    }

    /// <summary>Exponentially around a mean, and at most ten times that.</summary>
    public static Delay Exponential(TimeSpan mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(mean, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mean, RuleDuration.Longest / LongestOfMeans);
        return new Delay(mean, mean * LongestOfMeans, isExponential: true);
    }

    /// <summary>The delay that belongs to a number from 0 up to 1.</summary>
    public TimeSpan Draw(double chance)
    {
        if (!IsExponential)
        {
            return Least + ((Most - Least) * chance);
        }

        var drawn = Least * -Math.Log(1 - chance);
        return drawn < Most ? drawn : Most;
    }

    /// <summary>The text form: <c>200ms</c>, <c>100ms..2s</c> or <c>exp:300ms</c>.</summary>
    public override string ToString() =>
        IsExponential ? ExponentialPrefix + RuleDuration.Print(Least)
        : Least == Most ? RuleDuration.Print(Least)
        : RuleDuration.Print(Least) + Between + RuleDuration.Print(Most);

    internal static bool TryParse(string text, [NotNullWhen(true)] out Delay? delay)
    {
        delay = null;
        if (text.StartsWith(ExponentialPrefix, StringComparison.Ordinal))
        {
            if (RuleDuration.TryParse(text[ExponentialPrefix.Length..], out var mean) && mean > TimeSpan.Zero && mean <= RuleDuration.Longest / LongestOfMeans)
            {
                delay = Exponential(mean);
            }
        }
        else if (text.Split(Between) is [var first, var second] && RuleDuration.TryParse(first, out var least) && RuleDuration.TryParse(second, out var most))
        {
            delay = least <= most ? Uniform(least, most) : null;
        }
        else if (RuleDuration.TryParse(text, out var same))
        {
            delay = Fixed(same);
        }

        return delay is not null;
    }
}
