using System.Runtime.InteropServices;
using ModelSync.Api.Gates;

namespace ModelSync.Core.Gates;

/// <summary>A threshold as numbers; all of its members have to hold.</summary>
/// <remarks>
/// A quotient with a baseline of 0 does not exist, and one with a negative baseline would demand more than stable gives. There, max alone decides;
/// a threshold without max asks the candidate to be no worse than stable.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GateLimits(decimal? Min, decimal? Max, decimal? MaxRatio, decimal? MaxDelta)
{
    public bool IsEmpty => !IsAbsolute && !IsRelative;

    /// <summary>Whether it decides without stable.</summary>
    public bool IsAbsolute => Min is not null || Max is not null;

    /// <summary>Whether it compares with stable.</summary>
    public bool IsRelative => MaxRatio is not null || MaxDelta is not null;

    /// <summary>Reads a threshold; <paramref name="error"/> names the first member that is not a decimal.</summary>
    public static GateLimits Read(GateThreshold? threshold, out string? error)
    {
        error = null;
        return new GateLimits(
            Read("min", threshold?.Min, ref error),
            Read("max", threshold?.Max, ref error),
            Read("relativeToStable.maxRatio", threshold?.RelativeToStable?.MaxRatio, ref error),
            Read("relativeToStable.maxDelta", threshold?.RelativeToStable?.MaxDelta, ref error));
    }

    /// <summary>Whether <paramref name="value"/> passes; null when only a baseline could tell and there is none.</summary>
    public bool? Allows(decimal value, decimal? baseline)
    {
        if (value < Min || value > Max)
        {
            return false;
        }

        if (!IsRelative)
        {
            return true;
        }

        return baseline is { } stable ? value <= RatioLimit(stable) && value <= DeltaLimit(stable) : IsAbsolute ? true : null;
    }

    /// <summary>The limits as people write them, such as <c>≤ 1.2 × 0.25 = 0.3</c>.</summary>
    public string Describe(decimal? baseline)
    {
        var parts = new List<string>(4);
        if (Min is { } min)
        {
            parts.Add($"≥ {GateNumber.Text(min)}");
        }

        if (Max is { } max)
        {
            parts.Add($"≤ {GateNumber.Text(max)}");
        }

        if (MaxRatio is { } ratio && RatioText(ratio, baseline) is { } ratioText)
        {
            parts.Add(ratioText);
        }

        if (MaxDelta is { } delta)
        {
            parts.Add(baseline is { } stable
                ? $"≤ {GateNumber.Text(stable)} + {GateNumber.Text(delta)} = {GateNumber.Text(GateNumber.Sum(stable, delta))}"
                : $"≤ baseline + {GateNumber.Text(delta)}");
        }

        return string.Join(" and ", parts);
    }

    private static decimal? Read(string member, string? text, ref string? error)
    {
        var value = GateNumber.Read(text);
        if (text is not null && value is null)
        {
            error ??= $"threshold.{member} is \"{text}\": write a decimal number such as \"0.95\" into the gate, then retry.";
        }

        return value;
    }

    private string? RatioText(decimal ratio, decimal? baseline) => baseline switch
    {
        null => $"≤ {GateNumber.Text(ratio)} × baseline",
        > 0 => $"≤ {GateNumber.Text(ratio)} × {GateNumber.Text(baseline.Value)} = {GateNumber.Text(GateNumber.Product(ratio, baseline.Value))}",
        _ => Max is null ? $"≤ {GateNumber.Text(baseline.Value)} (stable's own value: there is no ratio to it)" : null,
    };

    private decimal RatioLimit(decimal stable) => MaxRatio switch
    {
        null => decimal.MaxValue,
        { } ratio when stable > 0 => GateNumber.Product(ratio, stable),
        _ => Max ?? stable,
    };

    private decimal DeltaLimit(decimal stable) => MaxDelta is { } delta ? GateNumber.Sum(stable, delta) : decimal.MaxValue;
}
