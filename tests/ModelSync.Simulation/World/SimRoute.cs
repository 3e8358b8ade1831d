using ModelSync.Api.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Simulation.World;

/// <summary>
/// What splits the traffic in one cluster: the entry Service with its selector, and beside it the route of the type that was written last. Routes of other
/// types may still be there; the entry Service is theirs, too.
/// </summary>
internal sealed record SimRoute
{
    /// <summary>What splits: Service when there is no route beside the entry Service.</summary>
    public required TrafficType Type { get; init; }

    /// <summary>The weights that were last written; of a Service, those that its selector stands for.</summary>
    public required TrafficSplit Written { get; init; }

    /// <summary>A Service's selector.</summary>
    public required ServiceSelector Selector { get; init; }

    /// <summary>The weights of the last generation that all parents accepted.</summary>
    public required TrafficSplit InForce { get; init; }

    /// <summary>The weights that the operator wrote last (the annotation modelsync.io/applied).</summary>
    public required TrafficSplit Applied { get; init; }

    /// <summary>Counts the changes of the weights.</summary>
    public required long Generation { get; init; }

    /// <summary>The generation that all parents accepted.</summary>
    public required long AcceptedGeneration { get; init; }

    /// <summary>The epoch of the last writer.</summary>
    public required long Epoch { get; init; }

    /// <summary>The server's mark of this state.</summary>
    public required long ResourceVersion { get; init; }

    /// <summary>Whether somebody else changed an owned field other than the weights.</summary>
    public bool IsTampered { get; init; }

    /// <summary>Whether the rollout still owns it; false once it was orphaned.</summary>
    public bool IsOwned { get; init; } = true;

    /// <summary>Routes of other types that are still there.</summary>
    public IReadOnlyList<SimRoute> Former { get; init; } = [];

    /// <summary>The highest epoch of all that splits.</summary>
    public long LastEpoch => Math.Max(Epoch, Former.Select(route => route.Epoch).DefaultIfEmpty().Max());

    /// <summary>Whether the last generation that was written is in force.</summary>
    public bool IsAccepted => AcceptedGeneration == Generation;

    /// <summary>Whether anybody is sent anywhere by it.</summary>
    public bool Serves => Type == TrafficType.Service || !InForce.IsEmpty;

    /// <summary>What splits by a type, as it is now; null when there is no such thing. The entry Service is always there.</summary>
    public SimRoute? By(TrafficType type)
    {
        if (Type == type)
        {
            return this;
        }

        if (type != TrafficType.Service)
        {
            return Former.FirstOrDefault(route => route.Type == type) is { } former ? former with { Selector = Selector } : null;
        }

        var selected = Selector.Revision is { } only ? TrafficSplit.All(only) : Written;
        return this with { Type = type, Written = selected, Applied = selected, InForce = selected, AcceptedGeneration = Generation, IsTampered = false, Former = [] };
    }

    /// <summary>
    /// What is in force beside a type: what the newest route of another type says, or what the entry Service selects while there is no route, whoever wrote
    /// that; null when it is nothing.
    /// </summary>
    public TrafficSplit? InForceBeside(TrafficType type) =>
        Beside(type) is [{ InForce.IsEmpty: false } former, ..] ? former.InForce
        : Type == TrafficType.Service && type != TrafficType.Service ? InForce
        : null;

    /// <summary>The routes of all other types.</summary>
    public IReadOnlyList<SimRoute> Beside(TrafficType type) =>
        [.. Former.Prepend(this with { Former = [] }).Where(route => route.Type != type && route.Type != TrafficType.Service)];
}
