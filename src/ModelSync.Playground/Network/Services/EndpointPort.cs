namespace ModelSync.Playground.Network.Services;

/// <summary>A port of all endpoints of a slice; its name is that of the Service's port.</summary>
internal sealed record EndpointPort
{
    public string? Name { get; init; }

    public int? Port { get; init; }

    public string? Protocol { get; init; }
}
