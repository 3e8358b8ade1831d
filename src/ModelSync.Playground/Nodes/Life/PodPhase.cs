using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>The phase that follows from the containers, as kubelets have it.</summary>
internal static class PodPhase
{
    public const string Pending = "Pending";
    public const string Running = "Running";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";

    public static string Of(KubeletPod pod, PodLife life)
    {
        if (life.IsOver)
        {
            return life.Phase;
        }

        if (life.Failure is not null)
        {
            return Failed;
        }

        // Since 1.27 a pod that was told to end has a final phase before it goes: Job controllers wait for it.
        if (life.MayGo)
        {
            return life.Containers.All(container => container.EndedWell) ? Succeeded : Failed;
        }

        if (!PodConditions.IsInitialized(pod, life) || life.Containers.Any(container => container.HasNeverRun))
        {
            return Pending;
        }

        if (life.Containers.Any(container => container.Stage is not ContainerStage.Exited))
        {
            return Running;
        }

        return (pod.Spec?.RestartPolicy, life.Containers.All(container => container.EndedWell)) switch
        {
            ("Never" or "OnFailure", true) => Succeeded,
            ("Never", false) => Failed,
            _ => Running,
        };
    }
}
