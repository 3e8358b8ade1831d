namespace ModelSync.Playground.Nodes.Life;

/// <summary>The state of one container.</summary>
internal sealed record ContainerLife
{
    public ContainerStage Stage { get; init; }

    /// <summary>When it came to this stage.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>True from the moment at which its image is wanted.</summary>
    public bool IsPulling { get; init; }

    /// <summary>Counts its runs, the present one included.</summary>
    public int Runs { get; init; }

    public bool IsReady { get; init; }

    /// <summary>How often a failing readiness probe was told in this run, and when it is next.</summary>
    public int ProbesTold { get; init; }

    public DateTimeOffset NextProbe { get; init; }

    public ContainerExit? LastExit { get; init; }

    public ContainerExit? ExitBefore { get; init; }

    /// <summary>Null before the first failed pull.</summary>
    public BackOff? Pull { get; init; }

    /// <summary>Null before the first restart.</summary>
    public BackOff? Crash { get; init; }

    public int Restarts => Math.Max(0, Runs - 1);

    public bool IsRunning => Stage is ContainerStage.Running;

    /// <summary>It waits for its first run: a pod is Pending while one does.</summary>
    public bool HasNeverRun => Runs == 0;

    public bool EndedWell => Stage is ContainerStage.Exited && LastExit is { Code: 0 };

    public ContainerLife At(ContainerStage stage, DateTimeOffset now) => this with { Stage = stage, Since = now, IsReady = false };

    public ContainerLife Exit(int code, string reason, DateTimeOffset now) => At(ContainerStage.Exited, now) with
    {
        ExitBefore = LastExit,
        LastExit = new ContainerExit(code, reason, Since, now, Runs),
    };
}
