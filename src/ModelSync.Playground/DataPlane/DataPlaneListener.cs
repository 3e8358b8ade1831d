using System.Text.Json.Serialization;

namespace ModelSync.Playground.DataPlane;

/// <summary>A loopback port, and the object that it stands for.</summary>
public sealed record DataPlaneListener
{
    /// <summary>`Service`, `Gateway`, `HTTPRoute`, `GRPCRoute` or `VirtualService`.</summary>
    public required string Kind { get; init; }

    /// <summary>The object's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The port's number of a Service, the listener's name of a Gateway; null for routes, which have one listener each.</summary>
    public string? Section { get; init; }

    /// <summary>The port on 127.0.0.1; it stays the same as long as the object is there.</summary>
    public required int Port { get; init; }

    /// <summary>The host names that it answers to besides 127.0.0.1 and localhost; empty for all.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The address.</summary>
    [JsonIgnore]
    public System.Net.IPEndPoint EndPoint => new(System.Net.IPAddress.Loopback, Port);
}
