namespace ModelSync.Simulation.World;

/// <summary>How long things take in a world, in milliseconds.</summary>
internal sealed record Timings
{
    /// <summary>A world without chance: stories are told in it.</summary>
    public static Timings Exact { get; } = new()
    {
        Call = new Span(0, 0),
        Lag = 0,
        Controller = new Span(0, 0),
        PodStart = new Span(4000, 4000),
        PodStop = new Span(2000, 2000),
        Accept = new Span(1000, 1000),
    };

    /// <summary>A world as clusters are.</summary>
    public static Timings Usual { get; } = new()
    {
        Call = new Span(2, 30),
        Lag = 400,
        Controller = new Span(10, 300),
        PodStart = new Span(500, 9000),
        PodStop = new Span(100, 5000),
        Accept = new Span(10, 3000),
    };

    /// <summary>A call to an API server.</summary>
    public required Span Call { get; init; }

    /// <summary>The most that a cache is behind.</summary>
    public required int Lag { get; init; }

    /// <summary>Until a controller of Kubernetes acts.</summary>
    public required Span Controller { get; init; }

    /// <summary>Until a pod is ready.</summary>
    public required Span PodStart { get; init; }

    /// <summary>Until a pod is gone.</summary>
    public required Span PodStop { get; init; }

    /// <summary>Until a route's parents accept it.</summary>
    public required Span Accept { get; init; }
}
