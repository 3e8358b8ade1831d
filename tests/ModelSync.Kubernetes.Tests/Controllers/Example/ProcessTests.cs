using System.Diagnostics.Metrics;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;
using ModelSync.Testing.Api.Simulated;
using Moq;

namespace ModelSync.Kubernetes.Tests.Controllers.Example;

/// <summary>The process of docs/controller-runtime.md, as it is put together there, on a simulated API server.</summary>
public sealed class ProcessTests
{
    private static readonly NamespacedName Web = new("shop", "web");

    [Test]
    public async Task The_process_of_the_example_works_from_start_to_end()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        using var meter = new Meter("test");
        using var logs = new RecordingLoggerFactory();
        var api = new SimulatedApi(TimeProvider.System);
        var outside = new Mock<IOutside>();
        var runtime = new RuntimeServices { LoggerFactory = logs, Meter = meter };

        var clusters = new ClusterRegistry(new ClusterRegistryOptions(), runtime);
        clusters.Add(ClusterName.Local, new ProbedClient(api.Client));
        var elector = new LeaderElector(api.Client, new LeaderElectionOptions { Name = "greetings.example.com", Namespace = "shop" }, runtime);
        var greetings = Controller.Named("greetings", new ControllerServices { Clusters = clusters, Leadership = elector, Runtime = runtime })
            .For<Greeting>(Predicates.GenerationChanged)
            .Owns<ConfigMap>()
            .WithFinalizer("example.com/greeting")
            .WithOptions(new ControllerOptions { Workers = 8 })
            .Build(new GreetingReconciler(outside.Object));
        var manager = new Manager(new ManagerOptions { Leadership = elector }, runtime);
        manager.Add(clusters, RunnableGroup.Caches);
        manager.Add(greetings);
        manager.AddReadinessCheck("greetings", () => greetings.Health);

        api.Put(Greeting.Resource, """{"metadata":{"name":"web","namespace":"shop","generation":1},"spec":{"text":"hello"} }""");
        var running = manager.RunAsync(stop.Token);
        Until(() => Child()?.Contains("\"text\":\"hello\"", StringComparison.Ordinal) is true);

        api.Remove(ConfigMap.Resource, Web);
        Until(() => Child() is not null);

        await api.Client.Resource<Greeting>().DeleteAsync(Web, options: null, limit.Token);
        Until(() => api.ObjectsOf(Greeting.Resource).Count == 0);
        outside.Verify(one => one.ForgetAsync(Web, It.IsAny<CancellationToken>()), Times.Once);

        await stop.CancelAsync();
        await running.WaitAsync(limit.Token);
        Assert.That(logs.Messages.Where(message => message.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
        Assert.That(api.OpenWatches, Is.Zero);

        string? Child() => api.ObjectsOf(ConfigMap.Resource).SingleOrDefault() is { } child ? Encoding.UTF8.GetString(child.Json.Span) : null;

        void Until(Func<bool> condition) =>
            Assert.That(condition, Is.True.After(20_000, 5), () => string.Join(Environment.NewLine, logs.Messages.TakeLast(20)));
    }
}
