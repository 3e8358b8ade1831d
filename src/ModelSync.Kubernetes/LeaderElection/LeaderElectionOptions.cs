using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.LeaderElection;

/// <summary>Which Lease decides who leads, and how fast; checked when the <see cref="LeaderElector"/> is built. The defaults are client-go's.</summary>
public sealed record LeaderElectionOptions
{
    // A day is far beyond sense and far below what timers can count.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The name of the Lease: the same for all replicas, and for nobody else.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace of the Lease; null takes the one of the pod that this process runs in.</summary>
    public string? Namespace { get; init; }

    /// <summary>Who we are in the Lease, unlike every other process ever; null takes the pod's name (or the host's) and a GUID.</summary>
    public string? Identity { get; init; }

    /// <summary>How long the others wait after the last renewal that they saw before they take over; in whole seconds, as the Lease keeps it.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after the beginning of the last renewal that went well the term ends by itself.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the leader renews and the others look.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">An option is out of its range; the message names it, its value and the remedy.</exception>
    internal void Validate()
    {
        if (!IsLeaseName(Name))
        {
            throw Invalid(nameof(Name), Quoted.Value(Name ?? string.Empty), "use 1 to 253 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends");
        }

        if (Namespace is not null && !NamespaceName.IsValid(Namespace))
        {
            throw Invalid(nameof(Namespace), Quoted.Value(Namespace), NamespaceName.Rule);
        }

        if (Identity is not null && string.IsNullOrWhiteSpace(Identity))
        {
            throw Invalid(nameof(Identity), Quoted.Value(Identity), "name this process, or leave it null for the pod's name and a GUID");
        }

        CheckRange(RetryPeriod, nameof(RetryPeriod));
        CheckRange(RenewDeadline, nameof(RenewDeadline));
        CheckRange(LeaseDuration, nameof(LeaseDuration));
        if (RenewDeadline <= 1.2 * RetryPeriod)
        {
            throw Invalid(nameof(RenewDeadline), RenewDeadline, $"make it longer than 1.2 times {nameof(RetryPeriod)}, which is {RetryPeriod}, or one late renewal ends the term");
        }

        if (LeaseDuration <= RenewDeadline)
        {
            throw Invalid(nameof(LeaseDuration), LeaseDuration, $"make it longer than {nameof(RenewDeadline)}, which is {RenewDeadline}, or two lead at once");
        }

        // The Lease keeps whole seconds: the rest would be cut off, and the others would take over too soon.
        if (LeaseDuration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw Invalid(nameof(LeaseDuration), LeaseDuration, "use whole seconds, because the Lease keeps no others");
        }
    }

    private static void CheckRange(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero || value > Longest)
        {
            throw Invalid(name, value, $"let it lie between 0 and {Longest}");
        }
    }

    private static bool IsLeaseName(string? name) =>
        name is { Length: > 0 and <= 253 }
        && name.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '.')
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1]);

    private static ArgumentException Invalid(string field, object value, string remedy) =>
        new($"{nameof(LeaderElectionOptions)}.{field} is {value}: {remedy}", field);
}
