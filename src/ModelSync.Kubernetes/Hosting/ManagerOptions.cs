using ModelSync.Kubernetes.LeaderElection;

namespace ModelSync.Kubernetes.Hosting;

/// <summary>How a manager runs what it is given; checked when it is built.</summary>
public sealed record ManagerOptions
{
    /// <summary>Who says whether this process leads; run by the manager where it is a runnable, as a <see cref="LeaderElector"/> is. Null: everything runs at once.</summary>
    public ILeadership? Leadership { get; init; }

    /// <summary>How long everything together may take to end; a little less than the pod's terminationGracePeriodSeconds.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ArgumentException">An option is out of its range; the message names it, its value and the remedy.</exception>
    internal void Validate()
    {
        if (GracePeriod <= TimeSpan.Zero || GracePeriod > TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"{nameof(ManagerOptions)}.{nameof(GracePeriod)} is {GracePeriod}: let it lie between 0 and a day", nameof(GracePeriod));
        }
    }
}
