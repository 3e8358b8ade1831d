using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>A VirtualService: one that ModelSync makes, or a route of one that is there.</summary>
public sealed record IstioTraffic : SpecPart
{
    /// <summary>The hosts of a VirtualService that ModelSync makes.</summary>
    [Items(16, Min = 1), ListSet, Length(1, 253)]
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>The gateways of a VirtualService that ModelSync makes; left out: the mesh.</summary>
    [Items(16, Min = 1), ListSet, Length(1, 317)]
    public IReadOnlyList<string>? Gateways { get; init; }

    /// <summary>A route of a VirtualService that somebody else owns; only its destinations are touched.</summary>
    public VirtualServiceReference? VirtualServiceRef { get; init; }
}
