using System.Globalization;

namespace ModelSync.Core.Traffic;

/// <summary>A split as an annotation has it: `abc=95,def=5`.</summary>
public static class SplitText
{
    /// <summary>The text of a split.</summary>
    public static string Write(TrafficSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return string.Join(',', split.Shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Revision}={share.Weight}")));
    }

    /// <summary>Reads a text; what is none is an empty split, for anybody may have written it.</summary>
    public static TrafficSplit Read(string? text)
    {
        var shares = new List<RevisionWeight>(2);
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [{ Length: > 0 } revision, var number] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) || weight > 100)
            {
                return TrafficSplit.Empty;
            }

            shares.Add(new RevisionWeight(revision, weight));
        }

        return shares.Sum(share => share.Weight) == 100 ? TrafficSplit.Of(shares) : TrafficSplit.Empty;
    }
}
