using System.Text.Json.Serialization;

namespace ModelSync.Playground.Network.Services;

/// <summary>One endpoint of a slice.</summary>
internal sealed record Endpoint
{
    public IReadOnlyList<string>? Addresses { get; init; }

    public EndpointConditions? Conditions { get; init; }

    /// <summary>Unknown counts as ready, as the API says.</summary>
    [JsonIgnore]
    public bool IsReady => Conditions?.Ready is not false;

    /// <summary>It terminates, and still serves.</summary>
    [JsonIgnore]
    public bool IsDraining => Conditions is { Serving: true, Terminating: true };
}
