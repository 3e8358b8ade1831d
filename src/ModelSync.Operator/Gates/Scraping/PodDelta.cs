using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>By how much the counters of a pod rose between two looks.</summary>
/// <param name="From">The first look, by the monotonic clock.</param>
/// <param name="To">The second one.</param>
/// <param name="Increases">The increases; what did not rise is left out.</param>
internal sealed record PodDelta(TimeSpan From, TimeSpan To, IReadOnlyDictionary<SeriesKey, double> Increases)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Its middle, by which it belongs to a window or not.</summary>
    public TimeSpan Middle => From + (Length / 2);

    /// <summary>Both as one.</summary>
    public PodDelta With(PodDelta next)
    {
        var sum = new Dictionary<SeriesKey, double>(Increases);
        foreach (var (key, value) in next.Increases)
        {
            sum[key] = sum.GetValueOrDefault(key) + value;
        }

        return new PodDelta(From, next.To, sum);
    }
}
