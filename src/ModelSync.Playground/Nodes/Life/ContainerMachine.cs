using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>One container of one pod at one moment: takes it through all that is due.</summary>
/// <remarks>
/// <code>
///           ┌── the image can't be had ──► PullFailed ─── two relists ──► PullBackOff
///           │                                 │  ▲                          │  │
///           │                                 │  └───── back-off over ──────┘  │
///  Waiting ─┤                                 └───── the image is there ───────┤
///           │                                                                  │
///           └─────── start delay over ─────────────► Running ◄─────────────────┘
///                                                    │  ▲  ▲
///                          has run, or was killed    │  │  └─── back-off over, or it would stay now ───┐
///                                                    ▼  │ a relist later, no back-off                  │
///                                                   Exited ───── a relist later, within back-off ──► CrashBackOff
///                                                    ■ stays when the restart policy says so
/// </code>
/// As in a kubelet, the first restart is immediate, those after it wait 10 s, 20 s, … and a run of ten minutes forgives all.
/// </remarks>
internal sealed class ContainerMachine(PodView view, KubeletContainer container, ContainerKind kind, TimeSpan startDelay, Action<KubeletEvent> tell)
{
    // What client-go's spam filter lets pass of one source about one object: 25 at first, then one in five minutes.
    private const int ProbesBeforeRest = 25;
    private static readonly TimeSpan ProbeRest = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset _now = view.Now;
    private readonly string _path = (kind is ContainerKind.Init or ContainerKind.Sidecar ? "spec.initContainers" : "spec.containers") + $"{{{container.Name}}}";

    private delegate ContainerLife Change(ContainerLife life, ContainerFate fate);

    /// <summary>The container now, and when to look again.</summary>
    public (ContainerLife Life, DateTimeOffset? Wake) Advance(ContainerLife life)
    {
        while (true)
        {
            var fate = ContainerFate.Of(view.Pod, view.Behavior, kind, life.Restarts);
            var (due, change) = NextOf(life, fate);
            if (change is null)
            {
                return (life, null);
            }

            if (due > _now)
            {
                return (life, due);
            }

            life = change(life, fate);
        }
    }

    /// <summary>Tells it to end; whether it has is the pod's business.</summary>
    public ContainerLife Stop(ContainerLife life)
    {
        Tell(false, "Killing", $"Stopping container {container.Name}");
        return life with { IsReady = false };
    }

    private (DateTimeOffset Due, Change? Change) NextOf(ContainerLife life, ContainerFate fate) => life.Stage switch
    {
        ContainerStage.Waiting when !life.IsPulling => (_now, Pull),
        ContainerStage.Waiting => fate.IsHeld ? default : (life.Since + startDelay, Start),
        ContainerStage.PullFailed => fate.PullFails ? (life.Since + (2 * view.Timings.Relist), BackOffPull) : (_now, Start),
        ContainerStage.PullBackOff => (fate.PullFails ? life.Pull!.Value.SetAt + life.Pull.Value.Delay : _now, Start),
        ContainerStage.Running => RunningNext(life, fate),
        ContainerStage.Exited => RestartsAfter(life.LastExit!.Code) ? (life.Since + view.Timings.Relist, RestartOrBackOff) : default,
        _ => (fate.RunsFor is null ? _now : life.LastExit!.FinishedAt + life.Crash!.Value.Delay, Restart),
    };

    private (DateTimeOffset Due, Change? Change) RunningNext(ContainerLife life, ContainerFate fate)
    {
        var readiness = (life.IsReady, fate.BecomesReady) switch
        {
            (false, true) => life.Since + fate.ReadyDelay,
            (true, false) => _now,
            _ => DateTimeOffset.MaxValue,
        };
        var probe = life.IsReady ? DateTimeOffset.MaxValue : life.NextProbe;
        var exit = fate.RunsFor is { } runs ? life.Since + runs : DateTimeOffset.MaxValue;
        var first = exit < readiness ? exit : readiness;
        return (first <= probe ? first : probe) switch
        {
            var due when due == DateTimeOffset.MaxValue => default,
            var due when due == exit => (due, Exit),
            var due when due == readiness => (due, ChangeReadiness),
            var due => (due, TellProbe),
        };
    }

    private ContainerLife Pull(ContainerLife life, ContainerFate fate)
    {
        Tell(false, "Pulling", $"Pulling image \"{container.Image}\"");
        return life with { IsPulling = true };
    }

    private ContainerLife Start(ContainerLife life, ContainerFate fate)
    {
        if (fate.PullFails)
        {
            return FailPull(life);
        }

        Tell(false, "Pulled", $"Successfully pulled image \"{container.Image}\" in {ContainerTexts.GoDuration(_now - life.Since)}");
        return Run(life);
    }

    private ContainerLife FailPull(ContainerLife life)
    {
        if (life.Stage is not ContainerStage.Waiting)
        {
            Tell(false, "Pulling", $"Pulling image \"{container.Image}\"");
        }

        Tell(true, "Failed", $"Failed to pull image \"{container.Image}\": {ContainerTexts.PullError(container.Image)}");
        Tell(true, "Failed", "Error: ErrImagePull");
        return life.At(ContainerStage.PullFailed, _now) with { Pull = life.Pull?.Doubled(_now, view.Timings) ?? BackOff.First(_now, view.Timings) };
    }

    private ContainerLife BackOffPull(ContainerLife life, ContainerFate fate)
    {
        Tell(false, "BackOff", ContainerTexts.PullBackOff(container.Image));
        Tell(true, "Failed", "Error: ImagePullBackOff");
        return life.At(ContainerStage.PullBackOff, _now);
    }

    private ContainerLife Run(ContainerLife life)
    {
        Tell(false, "Created", $"Created container {container.Name}");
        Tell(false, "Started", $"Started container {container.Name}");
        return life.At(ContainerStage.Running, _now) with { Runs = life.Runs + 1, Pull = null, ProbesTold = 0, NextProbe = _now + view.Timings.ProbePeriod };
    }

    private ContainerLife Exit(ContainerLife life, ContainerFate fate) => life.Exit(fate.ExitCode, fate.ExitReason, _now);

    private ContainerLife ChangeReadiness(ContainerLife life, ContainerFate fate) =>
        life with { IsReady = fate.BecomesReady, NextProbe = _now };

    private ContainerLife TellProbe(ContainerLife life, ContainerFate fate)
    {
        Tell(true, "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503");
        var told = life.ProbesTold + 1;
        return life with { ProbesTold = told, NextProbe = _now + (told < ProbesBeforeRest ? view.Timings.ProbePeriod : ProbeRest) };
    }

    private ContainerLife RestartOrBackOff(ContainerLife life, ContainerFate fate)
    {
        var finished = life.LastExit!.FinishedAt;
        if (life.Crash is not { } crash || finished - crash.SetAt > view.Timings.BackOffReset)
        {
            return Restart(life with { Crash = null }, fate);
        }

        if (finished + crash.Delay <= _now)
        {
            return Restart(life, fate);
        }

        Tell(true, "BackOff", ContainerTexts.CrashBackOffEvent(view.Pod, container));
        return life.At(ContainerStage.CrashBackOff, _now);
    }

    private ContainerLife Restart(ContainerLife life, ContainerFate fate)
    {
        life = life with { Crash = life.Crash?.Doubled(_now, view.Timings) ?? BackOff.First(_now, view.Timings) };
        if (container.ImagePullPolicy is "Always")
        {
            Tell(false, "Pulling", $"Pulling image \"{container.Image}\"");
            return Start(life with { Since = _now }, fate);
        }

        Tell(false, "Pulled", $"Container image \"{container.Image}\" already present on machine");
        return Run(life);
    }

    private bool RestartsAfter(int exitCode) => kind is not ContainerKind.Init && (kind is ContainerKind.Sidecar || view.Pod.Spec?.RestartPolicy switch
    {
        "Never" => false,
        "OnFailure" => exitCode != 0,
        _ => true,
    });

    private void Tell(bool isWarning, string reason, string message) => tell(new KubeletEvent(isWarning, reason, message, _path));
}
