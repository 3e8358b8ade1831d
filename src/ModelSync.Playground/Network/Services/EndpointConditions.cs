namespace ModelSync.Playground.Network.Services;

/// <summary>What holds of an endpoint.</summary>
internal sealed record EndpointConditions
{
    public bool? Ready { get; init; }
}
