using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.World;

/// <summary>What one cluster of a playground is started with.</summary>
internal sealed record ClusterPlan(string Name, int Seed, ControlPlaneBinaries Binaries, IModelServers Servers, PlaygroundOptions Options)
{
    /// <summary>Tells whose step it is, where there are several clusters.</summary>
    public IProgress<string>? Progress =>
        Options.Progress is null || Options.Clusters.Count == 1 ? Options.Progress : new NamedProgress(Name, Options.Progress);

    private sealed class NamedProgress(string name, IProgress<string> inner) : IProgress<string>
    {
        public void Report(string value) => inner.Report($"{name}: {value}");
    }
}
