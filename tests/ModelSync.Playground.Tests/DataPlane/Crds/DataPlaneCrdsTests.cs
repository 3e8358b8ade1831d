using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Playground.DataPlane.Crds;
using ModelSync.Testing;
using Moq;

namespace ModelSync.Playground.Tests.DataPlane.Crds;

[CancelAfter(30_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DataPlaneCrdsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Mock<IDiscoveryClient> _discovery = new(MockBehavior.Strict);

    [Test]
    public async Task Kinds_are_installed_once_discovery_tells_of_every_version(CancellationToken cancellationToken)
    {
        // What an API server of 1.20 shows for some hundred milliseconds after the last definition is Established.
        var all = All().ToArray();
        ResourceInfo[] oneMissing = [.. all.Where(kind => (kind.Kind, kind.Version) != ("VirtualService", "v1"))];
        _discovery.SetupSequence(it => it.GetResourcesAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ServedResources([], []))
            .ReturnsAsync(new ServedResources(oneMissing, []))
            .ReturnsAsync(new ServedResources(all, []));
        var installing = DataPlaneCrds.InstallAsync(Client(), _time, cancellationToken);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await _time.WaitForTimerDueInAsync(TimeSpan.FromMilliseconds(50), cancellationToken);
            Assert.That(installing.IsCompleted, Is.False);
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        await installing.WaitAsync(cancellationToken);
        _discovery.Verify(it => it.GetResourcesAsync(It.IsAny<CancellationToken>()), Times.Exactly(3));
    }

    [Test]
    public async Task A_kind_that_is_never_served_is_named_with_the_place_to_look_at(CancellationToken cancellationToken)
    {
        _discovery.Setup(it => it.GetResourcesAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ServedResources([.. All().Where(kind => kind.Kind is not "GRPCRoute")], []));
        var installing = DataPlaneCrds.InstallAsync(Client(), _time, cancellationToken);
        await _time.WaitForTimerDueInAsync(TimeSpan.FromMilliseconds(50), cancellationToken);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(
            async () => await installing.WaitAsync(cancellationToken),
            Throws.InvalidOperationException.With.Message.Contains("GRPCRoute v1").And.Message.Contains("grpcroutes.gateway.networking.k8s.io"));
    }

    private static IEnumerable<ResourceInfo> All() =>
        from manifest in DataPlaneCrds.Manifests
        let spec = JsonNode.Parse(manifest)!["spec"]!
        from version in spec["versions"]!.AsArray()
        select new ResourceInfo((string)spec["group"]!, (string)version["name"]!, (string)spec["names"]!["kind"]!, (string)spec["names"]!["plural"]!);

    private IKubernetesClient Client()
    {
        var definitions = new Mock<IResourceClient<DynamicObject>>();
        definitions.Setup(it => it.GetAsync(It.IsAny<NamespacedName>(), It.IsAny<CancellationToken>())).ReturnsAsync((DynamicObject?)null);
        var client = new Mock<IKubernetesClient>();
        client.Setup(it => it.Resource(It.IsAny<ResourceType<DynamicObject>>())).Returns(definitions.Object);
        client.Setup(it => it.Discovery).Returns(_discovery.Object);
        return client.Object;
    }
}
