using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Gates.Profiles;

/// <summary>Where a runtime counts requests: two of all, good and failed ones, from which the third follows.</summary>
internal sealed record RequestSource
{
    /// <summary>All requests.</summary>
    public SeriesSelector? Total { get; init; }

    /// <summary>Those that were answered well.</summary>
    public SeriesSelector? Good { get; init; }

    /// <summary>Those that the server failed; not what clients did wrong or gave up.</summary>
    public SeriesSelector? Errors { get; init; }

    /// <summary>The samples that are read.</summary>
    public IEnumerable<string> Names => new[] { Total, Good, Errors }.OfType<SeriesSelector>().Select(static one => one.Name);

    /// <summary>The name that tells whether a server has this source at all.</summary>
    public string Name => (Total ?? Good)!.Name;

    /// <summary>All and failed requests of a window.</summary>
    public (double Total, double Errors) Count(IReadOnlyDictionary<SeriesKey, double> increases, string model)
    {
        var (total, good, errors) = (Total?.Sum(increases, model), Good?.Sum(increases, model), Errors?.Sum(increases, model));
        var failed = errors ?? Math.Max(0, (total - good) ?? 0);
        var all = total ?? (good + failed) ?? 0;
        return (all, Math.Min(failed, all));
    }
}
