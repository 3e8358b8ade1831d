using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>What the pod's behaviour means for one run of one of its containers.</summary>
internal readonly record struct ContainerFate
{
    public const string Completed = "Completed";
    public const string Error = "Error";
    public const string OutOfMemory = "OOMKilled";

    /// <summary>128 and the number of SIGKILL.</summary>
    public const int Killed = 137;

    private const int CrashCode = 1;
    private static readonly TimeSpan CrashAfter = TimeSpan.FromSeconds(1);

    /// <summary>It is not to start at all.</summary>
    public bool IsHeld { get; private init; }

    public bool PullFails { get; private init; }

    /// <summary>How long it runs; null: until it is told to end.</summary>
    public TimeSpan? RunsFor { get; private init; }

    public int ExitCode { get; private init; }

    public bool BecomesReady { get; private init; }

    public TimeSpan ReadyDelay { get; private init; }

    public string ExitReason { get; private init; }

    public static ContainerFate Of(KubeletPod pod, PodBehavior behavior, ContainerKind kind, int restarts) => kind switch
    {
        ContainerKind.Init => new ContainerFate { RunsFor = TimeSpan.Zero, ExitReason = Completed },
        ContainerKind.Sidecar => new ContainerFate { BecomesReady = true, ExitReason = Completed },
        ContainerKind.Companion => new ContainerFate { RunsFor = CompanionRuns(pod, behavior), BecomesReady = true, ExitReason = Completed },
        _ => OfModel(pod, behavior, restarts),
    };

    private static ContainerFate OfModel(KubeletPod pod, PodBehavior behavior, int restarts)
    {
        var crashes = behavior.State is PodState.CrashLoop or PodState.OOMKilled
            ? restarts < (behavior.RestartsUntilReady ?? int.MaxValue)
            : restarts < (behavior.RestartsUntilReady ?? 0);
        var fate = new ContainerFate
        {
            IsHeld = behavior.State is PodState.Pending,
            PullFails = behavior.State is PodState.ImagePullError,
            BecomesReady = behavior.State is not PodState.NotReady,
            ReadyDelay = behavior.ReadyDelay ?? TimeSpan.Zero,
        };
        if (!crashes)
        {
            var code = behavior.State is PodState.CrashLoop or PodState.OOMKilled || behavior.RestartsUntilReady > 0 ? 0 : behavior.ExitCode ?? 0;
            return fate with { RunsFor = RunsToAnEnd(pod, behavior), ExitCode = code, ExitReason = code == 0 ? Completed : Error };
        }

        // A container that crashes as it starts is never ready; one that is said to run for a while serves until then.
        var isOutOfMemory = behavior.State is PodState.OOMKilled;
        return fate with
        {
            RunsFor = behavior.Run ?? CrashAfter,
            BecomesReady = behavior.Run is not null,
            ExitCode = isOutOfMemory ? Killed : behavior.ExitCode ?? CrashCode,
            ExitReason = isOutOfMemory ? OutOfMemory : behavior.ExitCode is 0 ? Completed : Error,
        };
    }

    // Where ended containers start again, only the model's is said to end.
    private static TimeSpan? CompanionRuns(KubeletPod pod, PodBehavior behavior) =>
        pod.Spec?.RestartPolicy is "Never" or "OnFailure" ? RunsToAnEnd(pod, behavior) : null;

    // A Job that hangs never ends, unless it is said how long it runs.
    private static TimeSpan? RunsToAnEnd(KubeletPod pod, PodBehavior behavior) => behavior switch
    {
        { State: PodState.CrashLoop or PodState.OOMKilled } or { RestartsUntilReady: > 0 } => pod.IsOfJob ? TimeSpan.Zero : null,
        { Run: { } run } => run,
        { State: PodState.Hang } => null,
        { ExitCode: not null } => TimeSpan.Zero,
        _ => pod.IsOfJob ? TimeSpan.Zero : null,
    };
}
