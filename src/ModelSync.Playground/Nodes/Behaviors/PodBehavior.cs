using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Behaviors;

/// <summary>How a simulated pod behaves. Null where nobody has said anything, so that several sayings can be laid over each other.</summary>
internal sealed record PodBehavior
{
    public static PodBehavior Unsaid { get; } = new();

    public PodState? State { get; init; }

    /// <summary>How long it takes from the binding to the start of the first container: the pull of the image.</summary>
    public TimeSpan? StartDelay { get; init; }

    /// <summary>How long a started container takes to become ready: the loading of the model.</summary>
    public TimeSpan? ReadyDelay { get; init; }

    /// <summary>How long the container goes on after it was told to end.</summary>
    public TimeSpan? Termination { get; init; }

    public TimeSpan? LatencyP50 { get; init; }

    public TimeSpan? LatencyP99 { get; init; }

    public double? ErrorRate { get; init; }

    public string? Answer { get; init; }

    public ModelRuntime? Runtime { get; init; }

    /// <summary>The version that answers name, where it is not the one that was declared: a server that has loaded the wrong files.</summary>
    public string? Version { get; init; }

    /// <summary>How long the container runs before it exits.</summary>
    public TimeSpan? Run { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>How many restarts a container that crashes needs until it stays.</summary>
    public int? RestartsUntilReady { get; init; }

    /// <summary>What the servers are told. A median that was said alone moves the 99th percentile along, and the other way round.</summary>
    public ServingBehavior Serving
    {
        get
        {
            var healthy = ServingBehavior.Healthy;
            var median = LatencyP50 ?? (LatencyP99 < healthy.LatencyP50 ? LatencyP99.Value : healthy.LatencyP50);
            return healthy with
            {
                LatencyP50 = median,
                LatencyP99 = LatencyP99 ?? (LatencyP50 is { } said ? said * (healthy.LatencyP99 / healthy.LatencyP50) : healthy.LatencyP99),
                ErrorRate = ErrorRate ?? healthy.ErrorRate,
                Hangs = State is PodState.Hang,
                Answer = Answer ?? healthy.Answer,
            };
        }
    }

    /// <summary>This behaviour, and where it says nothing the other.</summary>
    public PodBehavior Over(PodBehavior other) => new()
    {
        State = State ?? other.State,
        StartDelay = StartDelay ?? other.StartDelay,
        ReadyDelay = ReadyDelay ?? other.ReadyDelay,
        Termination = Termination ?? other.Termination,
        LatencyP50 = LatencyP50 ?? other.LatencyP50,
        LatencyP99 = LatencyP99 ?? other.LatencyP99,
        ErrorRate = ErrorRate ?? other.ErrorRate,
        Answer = Answer ?? other.Answer,
        Runtime = Runtime ?? other.Runtime,
        Version = Version ?? other.Version,
        Run = Run ?? other.Run,
        ExitCode = ExitCode ?? other.ExitCode,
        RestartsUntilReady = RestartsUntilReady ?? other.RestartsUntilReady,
    };
}
