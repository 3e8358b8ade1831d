namespace ModelSync.Playground.Network.Services;

/// <summary>What holds of an endpoint.</summary>
internal sealed record EndpointConditions
{
    /// <summary>Null means ready, says the API.</summary>
    public bool? Ready { get; init; }

    public bool? Serving { get; init; }

    public bool? Terminating { get; init; }
}
