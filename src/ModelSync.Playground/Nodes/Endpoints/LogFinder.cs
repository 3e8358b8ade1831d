using System.Globalization;
using ModelSync.Playground.Nodes.Kubelets;
using ModelSync.Playground.Nodes.Life;
using ModelSync.Playground.Nodes.Pods;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Endpoints;

/// <summary>Finds the output of a run of a container, or says in a kubelet's words why there is none.</summary>
internal static class LogFinder
{
    public static ILogText? Find(SimulatedPod held, string container, bool previous, out string error)
    {
        var pod = held.Pod;
        error = $"container {container} is not valid for pod {pod.Metadata.Name}";
        var (spec, life) = ContainerOf(held, container);
        if (spec is null || life is null)
        {
            return null;
        }

        if (RunOf(life, previous) is not { } run)
        {
            error = previous
                ? $"previous terminated container \"{container}\" in pod \"{pod.Metadata.Name}\" not found"
                : $"container \"{container}\" in pod \"{pod.Metadata.Name}\" is waiting to start: {Waits(pod, spec, life)}";
            return null;
        }

        return (ReferenceEquals(spec, pod.ModelContainer) ? held.Server?.Logs.Find(run) : null) ?? Plain(held, spec, life, run);
    }

    // While a container waits for its restart, its last run is both the present one and the one before.
    private static int? RunOf(ContainerLife life, bool previous) => (life.Stage, previous) switch
    {
        (ContainerStage.Running, false) => life.Runs,
        (ContainerStage.Exited, true) => life.ExitBefore?.Run,
        _ => life.LastExit?.Run,
    };

    private static string Waits(KubeletPod pod, KubeletContainer container, ContainerLife life) => life.Stage switch
    {
        ContainerStage.PullFailed or ContainerStage.PullBackOff => "trying and failing to pull image",
        _ => pod.Spec?.InitContainers is { Count: > 0 } inits && !inits.Any(init => ReferenceEquals(init, container)) ? "PodInitializing" : "ContainerCreating",
    };

    private static (KubeletContainer? Spec, ContainerLife? Life) ContainerOf(SimulatedPod held, string name)
    {
        if (held.Life is not { } life)
        {
            return default;
        }

        var all = (held.Pod.Spec?.InitContainers ?? []).Zip(life.InitContainers).Concat((held.Pod.Spec?.Containers ?? []).Zip(life.Containers));
        return all.FirstOrDefault(pair => string.Equals(pair.First.Name, name, StringComparison.Ordinal));
    }

    private static ILogText Plain(SimulatedPod held, KubeletContainer container, ContainerLife life, int run)
    {
        var exit = life.LastExit?.Run == run ? life.LastExit : life.ExitBefore?.Run == run ? life.ExitBefore : null;
        if (exit is null)
        {
            return new SilentLog(new LogLine(life.Since, $"simulated: container {container.Name} runs, and no server stands behind it"), held.Gone);
        }

        var farewell = string.Create(CultureInfo.InvariantCulture, $"simulated: exited with code {exit.Code} ({exit.Reason})");
        return new EndedLog([new LogLine(exit.FinishedAt, farewell)]);
    }
}
