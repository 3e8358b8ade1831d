using ModelSync.Core.Rollouts;

namespace ModelSync.Simulation.World;

/// <summary>The Deployment controller, the scheduler and the nodes of one cluster.</summary>
internal sealed class Workloads(ClusterSim sim, Member member)
{
    private readonly List<Pod> _pods = [];
    private readonly List<string> _known = [];

    /// <summary>Looks at a revision soon: makes the pods that are missing, ends those that are too many.</summary>
    public void LookAt(string revision) => sim.Agenda.After(sim.Timings.Controller.Next(sim.Random), () => Reconcile(revision));

    /// <summary>Whether pods of a revision are ready.</summary>
    public bool HasReady(string revision) => _pods.Exists(pod => Is(pod, revision) && pod.IsReady);

    /// <summary>Some pods of a revision die; the controller replaces them. False when there are none.</summary>
    public bool Kill(string revision, int percent)
    {
        var victims = Running(revision);
        var count = (victims.Count * percent + 99) / 100;
        foreach (var pod in victims.Take(count))
        {
            _pods.Remove(pod);
        }

        Publish(revision);
        LookAt(revision);
        return count > 0;
    }

    /// <summary>The ready pods of a revision are not ready for a while. False when none is.</summary>
    public bool Flap(string revision, long milliseconds)
    {
        var flapping = Running(revision).FindAll(pod => pod.IsReady);
        foreach (var pod in flapping)
        {
            SetReady(pod, isReady: false);
            sim.Agenda.After(milliseconds, () => Become(pod, isReady: true, problem: null));
        }

        Publish(revision);
        return flapping.Count > 0;
    }

    /// <summary>The pods of a revision fail for good. False when there are none.</summary>
    public bool Crash(string revision)
    {
        var failing = Running(revision);
        foreach (var pod in failing)
        {
            SetReady(pod, isReady: false);
            pod.Problem = new PodProblem(PodProblemKind.CrashLoop, "container server ends with exit code 1");
        }

        Publish(revision);
        return failing.Count > 0;
    }

    private long MinReady => sim.Scenario.Setup.MinReadySeconds * 1000L;

    private static bool Is(Pod pod, string revision) => !pod.IsTerminating && string.Equals(pod.Revision, revision, StringComparison.Ordinal);

    private List<Pod> Running(string revision) => _pods.FindAll(pod => Is(pod, revision));

    private void Reconcile(string revision)
    {
        var deployment = member.Find(revision);
        var wanted = deployment?.Replicas ?? 0;
        var running = Running(revision);
        for (var i = running.Count; i < wanted; i++)
        {
            Start(new Pod(revision, sim.Agenda.Now), sim.QualityOf(deployment!.Record.Inputs.Version).Pods, i);
        }

        // Pods that are not ready go first, as Kubernetes does it.
        foreach (var pod in running.OrderBy(pod => pod.IsReady).Take(running.Count - wanted))
        {
            Stop(pod);
        }

        Publish(revision);
    }

    private void Start(Pod pod, PodQuality quality, int index)
    {
        _pods.Add(pod);
        var start = sim.Timings.PodStart.Next(sim.Random);
        switch (quality)
        {
            case PodQuality.Good:
                sim.Agenda.After(start, () => Become(pod, isReady: true, problem: null));
                break;
            case PodQuality.Slow:
                sim.Agenda.After(start * 8, () => Become(pod, isReady: true, problem: null));
                break;
            case PodQuality.CrashLoop:
                sim.Agenda.After(start, () => Become(pod, isReady: true, problem: null));
                sim.Agenda.After(start * 3, () => Become(pod, isReady: false, new PodProblem(PodProblemKind.CrashLoop, "container server ends with exit code 1")));
                break;
            case PodQuality.ImagePull:
                sim.Agenda.After(start, () => Become(pod, isReady: false, new PodProblem(PodProblemKind.ImagePull, "image is not known to the registry")));
                break;
            case PodQuality.Unschedulable when index > 0:
                pod.Problem = new PodProblem(PodProblemKind.Unschedulable, "0/3 nodes have the memory");
                break;
            case PodQuality.Unschedulable:
                sim.Agenda.After(start, () => Become(pod, isReady: true, problem: null));
                break;
            default:
                break;
        }
    }

    private void Stop(Pod pod)
    {
        pod.IsTerminating = true;
        (pod.IsReady, pod.IsAvailable) = (false, false);
        sim.Agenda.After(sim.Timings.PodStop.Next(sim.Random), () =>
        {
            _pods.Remove(pod);
            Publish(pod.Revision);
        });
    }

    private void Become(Pod pod, bool isReady, PodProblem? problem)
    {
        if (!pod.IsTerminating && _pods.Contains(pod) && (!isReady || pod.Problem is null))
        {
            SetReady(pod, isReady);
            pod.Problem = problem;
            Publish(pod.Revision);
        }
    }

    private void SetReady(Pod pod, bool isReady)
    {
        if (pod.IsReady && !isReady)
        {
            pod.NotReadySince = sim.Agenda.Now;
        }

        pod.IsReady = isReady;
        pod.IsAvailable = isReady && MinReady == 0;
        if (isReady && MinReady > 0)
        {
            var time = ++pod.TimesReady;
            sim.Agenda.After(MinReady, () => BecomeAvailable(pod, time));
        }
    }

    private void BecomeAvailable(Pod pod, int time)
    {
        if (pod.IsReady && pod.TimesReady == time && _pods.Contains(pod))
        {
            pod.IsAvailable = true;
            Publish(pod.Revision);
        }
    }

    private void Publish(string revision)
    {
        if (!_known.Contains(revision))
        {
            _known.Add(revision);
        }

        var all = new List<PodCounts>(_known.Count);
        foreach (var each in _known)
        {
            if (Count(each) is { } counts)
            {
                all.Add(counts);
            }
        }

        member.Pods.Set(all);
    }

    private PodCounts? Count(string revision)
    {
        var (running, ready, available, terminating) = (0, 0, 0, 0);
        long? since = null;
        PodProblem? problem = null;
        foreach (var pod in _pods)
        {
            if (!string.Equals(pod.Revision, revision, StringComparison.Ordinal))
            {
                continue;
            }

            terminating += pod.IsTerminating ? 1 : 0;
            running += pod.IsTerminating ? 0 : 1;
            ready += pod.IsReady ? 1 : 0;
            available += pod.IsAvailable ? 1 : 0;
            if (!pod.IsTerminating && !pod.IsAvailable)
            {
                since = Math.Max(since ?? 0, pod.NotReadySince);
                problem ??= pod.Problem;
            }
        }

        return running + terminating == 0 ? null : new PodCounts(revision, running, ready, available, terminating, available > 0 ? null : since, problem);
    }
}
