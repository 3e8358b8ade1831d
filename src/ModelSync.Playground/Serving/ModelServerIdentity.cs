namespace ModelSync.Playground.Serving;

/// <summary>Which model a server serves, and for which pod.</summary>
public sealed record ModelServerIdentity
{
    /// <summary>The pod, as namespace/name.</summary>
    public required string Pod { get; init; }

    /// <summary>The model's name (MODEL_NAME).</summary>
    public required string Model { get; init; }

    /// <summary>The version that answers carry (MODEL_VERSION).</summary>
    public required string Version { get; init; }

    /// <summary>The runtime whose endpoints and metrics it has.</summary>
    public ModelRuntime Runtime { get; init; } = ModelRuntime.OIP;

    /// <summary>Seeds latencies and errors, so that a run can be repeated.</summary>
    public int Seed { get; init; }
}
