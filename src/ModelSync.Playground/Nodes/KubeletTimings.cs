namespace ModelSync.Playground.Nodes;

/// <summary>The periods of a kubelet. The defaults are those of real ones; tests make them shorter.</summary>
public sealed record KubeletTimings
{
    /// <summary>The first wait before a container that crashed is started again, or an image is pulled again; it doubles each time.</summary>
    public TimeSpan BackOffInitial { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest such wait.</summary>
    public TimeSpan BackOffMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A container that ran for so long is forgiven what came before.</summary>
    public TimeSpan BackOffReset { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long it takes to see that a container has exited.</summary>
    public TimeSpan Relist { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a failing readiness probe is told.</summary>
    public TimeSpan ProbePeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a node renews its lease.</summary>
    public TimeSpan LeaseRenewal { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a node reports its status when nothing has changed.</summary>
    public TimeSpan NodeStatusReport { get; init; } = TimeSpan.FromMinutes(5);

    internal void Check()
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, TimeSpan)>)
                 [
                     (nameof(BackOffInitial), BackOffInitial), (nameof(BackOffMax), BackOffMax), (nameof(BackOffReset), BackOffReset), (nameof(Relist), Relist),
                     (nameof(ProbePeriod), ProbePeriod), (nameof(LeaseRenewal), LeaseRenewal), (nameof(NodeStatusReport), NodeStatusReport),
                 ])
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            {
                throw new ArgumentException($"{nameof(KubeletTimings)}.{name} is {value}: it must be more than nothing and at most a day.");
            }
        }

        if (BackOffMax < BackOffInitial)
        {
            throw new ArgumentException(
                $"{nameof(KubeletTimings)}.{nameof(BackOffMax)} is {BackOffMax}, less than {nameof(BackOffInitial)} ({BackOffInitial}): make it longer.");
        }
    }
}
