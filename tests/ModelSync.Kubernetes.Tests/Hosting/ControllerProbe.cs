using System.Collections.Concurrent;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Hosting;

/// <summary>A controller made of probes.</summary>
public sealed class ControllerProbe(string name, bool needsLeader, ConcurrentQueue<string> story) : IController
{
    public string Name => name;

    public bool NeedsLeader => needsLeader;

    public Probe SourcesProbe { get; } = new($"sources of {name}", story);

    public Probe Workers { get; } = new(name, story);

    public IRunnable Sources => SourcesProbe;

    public HealthEntry Health { get; set; } = new(name, IsHealthy: true);

    public Task RunAsync(CancellationToken cancellationToken) => Workers.RunAsync(cancellationToken);
}
