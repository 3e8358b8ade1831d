using ModelSync.Api.Conditions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Traffic;

/// <summary>What splits a rollout's traffic in one cluster, as it is cached.</summary>
internal sealed record TrafficReading
{
    /// <summary>As decisions look at it.</summary>
    public TrafficObservation? Traffic { get; init; }

    /// <summary>The entry Service, where it is the rollout's.</summary>
    public DynamicObject? EntryService { get; init; }

    /// <summary>The route of the settings in force.</summary>
    public DynamicObject? Route { get; init; }

    /// <summary>Routes that still send to the rollout by other settings.</summary>
    public IReadOnlyList<FormerRoute> Former { get; init; } = [];

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<Impediment> Impediments { get; init; } = [];

    /// <summary>Why the route of the settings in force is not taken, in its gateway's words; null while nobody says so.</summary>
    public Impediment? Refusal => Route is not null && RouteAcceptance.RefusalOf(Route) is { } words
        ? new Impediment(ConditionReasons.RouteNotInForce, $"{Route.Kind} {Route.Metadata.Name} is not taken as it is written: {words}")
        : null;

    /// <summary>Whether anything else than the present route still sends to the rollout; the entry Service does so while there is no route beside it.</summary>
    public bool HasFormer(bool isRouted) => Former.Count > 0 || (isRouted && Traffic is null && EntryService is not null);
}
