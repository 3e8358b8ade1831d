using FsCheck;
using FsCheck.Fluent;
using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Life;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Tests.Nodes.Life;

/// <summary>FsCheck prints the seed and the smallest story that fails.</summary>
internal sealed class PodMachineProperties
{
    [FsCheck.NUnit.Property(MaxTest = 150)]
    public Property A_look_between_wake_ups_changes_nothing_and_none_is_asked_for_in_the_past() => Prop.ForAll(Stories().ToArbitrary(), story =>
    {
        var pod = new PodDriver(story.Pod, story.Changes[0].Behavior);
        foreach (var (behavior, seconds, grace) in story.Changes)
        {
            pod.Behavior = behavior;
            pod.Look();
            if (grace is { } period && !pod.Pod.Metadata.DeletionTimestamp.HasValue)
            {
                pod.Delete(period);
            }

            pod.Until((pod.Now - PodDriver.Start).TotalSeconds + (seconds / 2.0));
            var (life, told, status) = (pod.Life, pod.Told.Count, pod.Status.ToJsonString());
            pod.Look();
            if (pod.Told.Count != told || pod.Status.ToJsonString() != status || !pod.Life.Containers.SequenceEqual(life.Containers) || pod.Wake <= pod.Now)
            {
                return false;
            }

            pod.Until((pod.Now - PodDriver.Start).TotalSeconds + (seconds / 2.0));
        }

        return true;
    });

    [FsCheck.NUnit.Property(MaxTest = 150)]
    public Property The_API_never_sees_the_impossible() => Prop.ForAll(Stories().ToArbitrary(), story =>
    {
        var pod = new PodDriver(story.Pod, story.Changes[0].Behavior);
        var before = pod.Life;
        foreach (var (behavior, seconds, _) in story.Changes)
        {
            pod.Behavior = behavior;
            pod.Until((pod.Now - PodDriver.Start).TotalSeconds + seconds);
            if (!IsPossible(story.Pod, before, pod.Life))
            {
                return false;
            }

            before = pod.Life;
        }

        return true;
    });

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Whatever_a_pod_does_it_goes_within_its_grace_period() => Prop.ForAll(Stories().ToArbitrary(), story =>
    {
        var pod = new PodDriver(story.Pod, story.Changes[0].Behavior) { IsDrained = false }.Until(story.Changes[0].Seconds).Delete(grace: 30);
        return pod.Until((pod.Now - PodDriver.Start).TotalSeconds + 30).Life.MayGo && !pod.Life.Containers.Any(container => container.IsRunning);
    });

    // What the API server's validation of a status update refuses, and what its controllers would not understand.
    private static bool IsPossible(KubeletPod pod, PodLife before, PodLife after) =>
        (!before.IsOver || before.Phase == after.Phase)
        && (after.Phase is not PodPhase.Running || after.Containers.All(container => !container.HasNeverRun))
        && after.Containers.Zip(before.Containers).All(pair => pair.First.Restarts >= pair.Second.Restarts)
        && (pod.Spec!.RestartPolicy is not "Never" || after.Containers.All(container => container.Restarts == 0))
        && (after.Conditions.Single(condition => condition.Type == "Ready").Status is not "True" || after.Containers.All(container => container is { IsReady: true, IsRunning: true }));

    private static Gen<Story> Stories() =>
        from policy in Gen.Elements("Always", "OnFailure", "Never")
        from isJob in Gen.Elements(true, false)
        from containers in Gen.Choose(1, 3)
        from inits in Gen.Choose(0, 2)
        from sidecar in Gen.Elements(true, false)
        from deadline in Gen.Frequency((4, Gen.Constant((long?)null)), (1, Gen.Choose(1, 500).Select(seconds => (long?)seconds)))
        from changes in Changes().NonEmptyListOf()
        select new Story(
            TestPod.Make(restartPolicy: policy, owner: isJob ? "Job" : null, containers: containers, initContainers: inits, sidecar: sidecar)
                .With(spec => spec with { ActiveDeadlineSeconds = deadline }),
            [.. changes.Take(6)]);

    private static Gen<(PodBehavior Behavior, int Seconds, long? Grace)> Changes() =>
        from state in Gen.Elements(Enum.GetValues<PodState>())
        from start in Delay()
        from ready in Delay()
        from termination in Delay()
        from run in Delay()
        from code in Gen.Elements<int?>(null, 0, 1, 3)
        from restarts in Gen.Elements<int?>(null, null, 0, 1, 4)
        from seconds in Gen.Choose(0, 900)
        from grace in Gen.Frequency((6, Gen.Constant((long?)null)), (1, Gen.Choose(0, 60).Select(period => (long?)period)))
        select (new PodBehavior { State = state, StartDelay = start, ReadyDelay = ready, Termination = termination, Run = run, ExitCode = code, RestartsUntilReady = restarts }, seconds, grace);

    private static Gen<TimeSpan?> Delay() => Gen.Elements<TimeSpan?>(null, null, TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(7), TimeSpan.FromMinutes(20));

    internal sealed record Story(KubeletPod Pod, (PodBehavior Behavior, int Seconds, long? Grace)[] Changes)
    {
        public override string ToString() => $"{Pod.Spec!.RestartPolicy} pod of {(Pod.IsOfJob ? "a Job" : "nobody")}, {Pod.Spec.Containers!.Count} containers, {Pod.Spec.InitContainers!.Count} before them, deadline {Pod.Spec.ActiveDeadlineSeconds}: {string.Join("; ", Changes)}";
    }
}
