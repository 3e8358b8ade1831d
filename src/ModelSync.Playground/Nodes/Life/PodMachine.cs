using System.Collections.Immutable;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>One pod at one moment: a pure function of what it was, how it shall behave and what time it is. To look twice changes nothing.</summary>
/// <remarks>
/// <code>
///  bound ──► init containers, one after the other ──► containers, side by side ──► Succeeded or Failed ■
///                │                                       │
///                ├──── activeDeadlineSeconds is over ────┴──► all killed, Failed ■
///                │                                       │
///                └──── deletionTimestamp ────────────────┴──► not ready, told to end ── ended, or killed after the grace period ──► may go ■
/// </code>
/// </remarks>
internal sealed class PodMachine
{
    private readonly PodView _view;
    private readonly List<KubeletEvent> _events = [];
    private DateTimeOffset? _wake;

    private PodMachine(PodView view) => _view = view;

    private KubeletPod Pod => _view.Pod;

    private DateTimeOffset Now => _view.Now;

    public static PodStep Step(PodLife life, PodView view)
    {
        var machine = new PodMachine(view);
        var next = machine.Advance(life);
        return new PodStep(next, machine._wake, machine._events);
    }

    private PodLife Advance(PodLife life)
    {
        if (life.IsOver)
        {
            return life with { MayGo = Pod.Metadata.IsDeleting };
        }

        life = Pod.Metadata.IsDeleting ? Stop(life) : IsPastDeadline(life) ? Fail(life) : Run(life);
        life = life with { Phase = PodPhase.Of(Pod, life) };
        life = life.IsOver ? EndSidecars(life) : life;
        return life with { Conditions = PodConditions.Of(Pod, life, Now) };
    }

    private PodLife Run(PodLife life)
    {
        var initialized = RunInitContainers(life);
        if (!PodConditions.IsInitialized(Pod, initialized))
        {
            return initialized;
        }

        var wasInitialized = PodConditions.IsInitialized(Pod, life);
        var containers = initialized.Containers.ToBuilder();
        for (var i = 0; i < containers.Count; i++)
        {
            // Those that waited for the init containers begin to wait for their image now.
            var container = wasInitialized ? containers[i] : containers[i] with { Since = Now };
            containers[i] = Advance(container, Pod.Spec!.Containers![i], KindOf(i), isFirst: life.InitContainers.Length == 0);
        }

        return initialized with { Containers = containers.DrainToImmutable() };
    }

    private PodLife RunInitContainers(PodLife life)
    {
        var containers = life.InitContainers.ToBuilder();
        for (var i = 0; i < containers.Count; i++)
        {
            var container = Pod.Spec!.InitContainers![i];
            var isSidecar = container.RestartPolicy is "Always";
            containers[i] = Advance(containers[i], container, isSidecar ? ContainerKind.Sidecar : ContainerKind.Init, isFirst: i == 0);
            if (isSidecar ? containers[i].HasNeverRun : !containers[i].EndedWell)
            {
                break;
            }
        }

        return life with { InitContainers = containers.DrainToImmutable() };
    }

    // The start delay is the pod's: whichever container is the first waits for it.
    private ContainerLife Advance(ContainerLife life, KubeletContainer container, ContainerKind kind, bool isFirst)
    {
        var delay = isFirst ? _view.Behavior.StartDelay ?? TimeSpan.Zero : TimeSpan.Zero;
        var (next, wake) = new ContainerMachine(_view, container, kind, delay, _events.Add).Advance(life);
        WakeBy(wake);
        return next;
    }

    private bool IsPastDeadline(PodLife life)
    {
        if (Pod.Spec?.ActiveDeadlineSeconds is not { } seconds)
        {
            return false;
        }

        var deadline = life.StartedAt + TimeSpan.FromSeconds(seconds);
        WakeBy(deadline > Now ? deadline : null);
        return deadline <= Now;
    }

    private PodLife Fail(PodLife life)
    {
        _wake = null;
        _events.Add(new KubeletEvent(IsWarning: false, PodFailure.DeadlineExceeded.Reason, PodFailure.DeadlineExceeded.Message, FieldPath: null));
        return life with { Failure = PodFailure.DeadlineExceeded, InitContainers = Kill(life.InitContainers), Containers = Kill(life.Containers) };
    }

    private PodLife Stop(PodLife life)
    {
        if (life.StoppedAt is null)
        {
            life = life with
            {
                StoppedAt = Now,
                InitContainers = Tell(life.InitContainers, Pod.Spec?.InitContainers, _ => ContainerKind.Sidecar),
                Containers = Tell(life.Containers, Pod.Spec?.Containers, KindOf),
            };
        }

        var stopped = life.StoppedAt.Value;
        var killed = stopped + TimeSpan.FromSeconds(Pod.Metadata.DeletionGracePeriodSeconds ?? 0);
        if (killed <= Now)
        {
            return life with { MayGo = true, InitContainers = Kill(life.InitContainers), Containers = Kill(life.Containers) };
        }

        var ended = stopped + (_view.Behavior.Termination ?? TimeSpan.Zero);
        var isModelDone = ended <= Now && _view.IsDrained;
        bool Ends(int index) => isModelDone || KindOf(index) is not ContainerKind.Model;
        ImmutableArray<ContainerLife> containers = [.. life.Containers.Select((one, i) => Ends(i) ? Completed(one) : one)];
        var runs = containers.Any(container => container.IsRunning);
        if (runs)
        {
            WakeBy(ended > Now && ended < killed ? ended : killed);
        }

        // Sidecars go last, so that what still runs has them until its end.
        return life with { MayGo = !runs, Containers = containers, InitContainers = runs ? life.InitContainers : [.. life.InitContainers.Select(Completed)] };
    }

    private ImmutableArray<ContainerLife> Tell(
        ImmutableArray<ContainerLife> lives, IReadOnlyList<KubeletContainer>? containers, Func<int, ContainerKind> kind) =>
        [.. lives.Select((life, i) => life.IsRunning ? new ContainerMachine(_view, containers![i], kind(i), TimeSpan.Zero, _events.Add).Stop(life) : life)];

    private PodLife EndSidecars(PodLife life) => life with { InitContainers = [.. life.InitContainers.Select(Completed)] };

    private ContainerLife Completed(ContainerLife life) => life.IsRunning ? life.Exit(0, ContainerFate.Completed, Now) : life;

    private ImmutableArray<ContainerLife> Kill(ImmutableArray<ContainerLife> lives) =>
        [.. lives.Select(life => life.IsRunning ? life.Exit(ContainerFate.Killed, ContainerFate.Error, Now) : life)];

    private ContainerKind KindOf(int index) =>
        ReferenceEquals(Pod.Spec!.Containers![index], Pod.ModelContainer) ? ContainerKind.Model : ContainerKind.Companion;

    private void WakeBy(DateTimeOffset? time)
    {
        if (time < _wake || _wake is null)
        {
            _wake = time ?? _wake;
        }
    }
}
