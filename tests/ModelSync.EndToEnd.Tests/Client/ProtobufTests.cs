using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.EndToEnd.Client;

/// <summary>An object reads the same whether the server sends it as JSON or as protobuf.</summary>
public sealed class ProtobufTests : ClusterTest
{
    [Test]
    public Task A_deployment_reads_the_same() => AssertReadsTheSameAsync<Deployment>(ProtobufManifests.Deployment, ProtobufManifests.DeploymentStatus);

    [Test]
    public Task A_deployment_of_defaults_reads_the_same() => AssertReadsTheSameAsync<Deployment>(ProtobufManifests.PlainDeployment, status: null);

    [Test]
    public Task A_pod_reads_the_same() => AssertReadsTheSameAsync<Pod>(ProtobufManifests.Pod, ProtobufManifests.PodStatus);

    [Test]
    public Task A_service_reads_the_same() => AssertReadsTheSameAsync<Service>(ProtobufManifests.Service, status: null);

    [Test]
    public Task A_node_reads_the_same() => AssertReadsTheSameAsync<Node>(ProtobufManifests.Node, ProtobufManifests.NodeStatus);

    [Test]
    public Task A_namespace_reads_the_same() => AssertReadsTheSameAsync<Namespace>(ProtobufManifests.Namespace, ProtobufManifests.NamespaceStatus);

    [Test]
    public Task A_config_map_reads_the_same() => AssertReadsTheSameAsync<ConfigMap>(ProtobufManifests.ConfigMap, status: null);

    [Test]
    public Task A_secret_reads_the_same() => AssertReadsTheSameAsync<Secret>(ProtobufManifests.Secret, status: null);

    [Test]
    public async Task Metadata_of_a_built_in_kind_reads_the_same()
    {
        var created = await CreateAsync(Deployment.Resource, ProtobufManifests.Deployment, status: null);

        await AssertReadsTheSameAsync(ResourceType.Metadata(Deployment.Resource), KubernetesJsonContext.Default.PartialObject, created);
    }

    [Test]
    public async Task Metadata_of_a_custom_kind_reads_the_same()
    {
        await Widgets.InstallAsync(Ct);
        var created = await Client.Dynamic(Widgets.Resource).CreateAsync(Widgets.New(Key("a"), """{"replicas":1}"""), options: null, Ct);

        await AssertReadsTheSameAsync(ResourceType.Metadata(Widgets.Resource), KubernetesJsonContext.Default.PartialObject, created.Metadata);
    }

    [Test]
    public async Task Pages_are_read_to_their_end()
    {
        for (var number = 0; number < 5; number++)
        {
            await Client.Resource<ConfigMap>().CreateAsync(ConfigMap($"m-{number}"), options: null, Ct);
        }

        var pages = new List<ListPage<ConfigMap>>();
        await foreach (var page in Client.Resource(OneFormat<ConfigMap>.Protobuf(ResourceType.Of<ConfigMap>())).ListPagesAsync(new ListOptions { Namespace = Namespace, Limit = 2 }, Ct))
        {
            pages.Add(page);
        }

        Assert.That(pages.SelectMany(page => page.Items).Select(item => item.Metadata.Name).Where(name => name!.StartsWith("m-", StringComparison.Ordinal)), Is.EqualTo(new[] { "m-0", "m-1", "m-2", "m-3", "m-4" }));
        Assert.That(pages.Select(page => page.ResourceVersion).Distinct().Count(), Is.EqualTo(1));
        Assert.That(pages[0].RemainingItemCount, Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task A_refusal_names_its_causes()
    {
        var deployments = Client.Resource(OneFormat<Deployment>.Protobuf(ResourceType.Of<Deployment>()));

        var error = Refused.By(() => deployments.CreateAsync(
            new Deployment { Metadata = new ObjectMeta { Namespace = Namespace, Name = "bad" }, Spec = new DeploymentSpec { Replicas = -1 } }, options: null, Ct));

        Assert.That(error.IsInvalid, Is.True);
        Assert.That(error.Status.Details!.Causes!.Select(cause => cause.Field), Does.Contain("spec.replicas").And.Contain("spec.selector"));
        Assert.That(await deployments.GetAsync(Key("nope"), Ct), Is.Null);
    }

    [Test]
    public async Task A_watch_ends_with_a_bookmark()
    {
        var kind = OneFormat<ConfigMap>.Protobuf(ResourceType.Of<ConfigMap>());
        var list = await Client.Resource(kind).ListAsync(new ListOptions { Namespace = Namespace }, Ct);
        await using var watch = await Client.Resource(kind).WatchAsync(
            new WatchOptions { Namespace = Namespace, ResourceVersion = list.ResourceVersion, Timeout = TimeSpan.FromSeconds(4) }, Ct);

        await Client.Resource<ConfigMap>().CreateAsync(ConfigMap("a"), options: null, Ct);
        await Client.Resource<ConfigMap>().DeleteAsync(Key("a"), options: null, Ct);
        var events = new List<WatchEvent<ConfigMap>>();
        await foreach (var watchEvent in watch.WithCancellation(Ct))
        {
            events.Add(watchEvent);
        }

        var bookmark = events.First(watchEvent => watchEvent.Type == WatchEventType.Bookmark);
        Assert.That(bookmark.ResourceVersion.TryCompare(list.ResourceVersion, out var order), Is.True);
        Assert.That(order, Is.GreaterThanOrEqualTo(0));
        Assert.That(
            events.Where(watchEvent => watchEvent.Metadata?.Name == "a").Select(watchEvent => watchEvent.Type),
            Is.EqualTo(new[] { WatchEventType.Added, WatchEventType.Deleted }));
    }

    private async Task AssertReadsTheSameAsync<T>(string manifest, string? status)
        where T : class, IResource<T>
    {
        var created = await CreateAsync(T.Resource, manifest, status);
        try
        {
            await AssertReadsTheSameAsync(ResourceType.Of<T>(), T.TypeInfo, created);
        }
        finally
        {
            if (T.Resource.Scope == ResourceScope.Cluster)
            {
                await Client.Dynamic(T.Resource).DeleteAsync(created.Key, options: null, Ct);
            }
        }
    }

    private async Task AssertReadsTheSameAsync<T>(ResourceType<T> type, JsonTypeInfo<T> typeInfo, ObjectMeta created)
        where T : class, IKubernetesObject
    {
        // Again where a controller has changed the object in between.
        Dictionary<string, T> asJson, asProtobuf;
        do
        {
            asJson = await ReadAsync(OneFormat<T>.Json(type), created);
            asProtobuf = await ReadAsync(OneFormat<T>.Protobuf(type), created);
        }
        while (asJson.Values.Concat(asProtobuf.Values).Select(value => value.Metadata.ResourceVersion).Distinct().Count() > 1);

        Assert.That(asJson.Keys, Is.EqualTo(new[] { "get", "list", "watch" }));
        foreach (var (how, value) in asJson)
        {
            // In lists, the metadata of an object says what it is in JSON alone.
            var other = how == "list" && asProtobuf[how] is PartialObject partial
                ? (T)(object)(partial with { ApiVersion = value.ApiVersion, Kind = value.Kind })
                : asProtobuf[how];
            Assert.That(Text(other, typeInfo), Is.EqualTo(Text(value, typeInfo)), how);
        }

        await TestContext.Out.WriteLineAsync(Text(asProtobuf["get"], typeInfo));
    }

    private async Task<Dictionary<string, T>> ReadAsync<T>(ResourceType<T> type, ObjectMeta created)
        where T : class, IKubernetesObject
    {
        var resource = Client.Resource(type);
        var list = await resource.ListAsync(new ListOptions { Namespace = created.Namespace }, Ct);
        Assert.That(list.Invalid, Is.Empty);
        Assert.That(list.ResourceVersion.IsNone, Is.False);
        return new()
        {
            ["get"] = (await resource.GetAsync(created.Key, Ct))!,
            ["list"] = list.Items.Single(item => item.Metadata.Name == created.Name),
            ["watch"] = await WatchAsync(resource, created),
        };
    }

    private async Task<T> WatchAsync<T>(IResourceReader<T> resource, ObjectMeta created)
        where T : class, IKubernetesObject
    {
        await using var watch = await resource.WatchAsync(new WatchOptions { Namespace = created.Namespace }, Ct);
        await foreach (var watchEvent in watch.WithCancellation(Ct))
        {
            if (watchEvent.Object is { } value && value.Metadata.Name == created.Name)
            {
                return value;
            }
        }

        throw new AssertionException("the watch ended without the object");
    }

    private async Task<ObjectMeta> CreateAsync(ResourceInfo resource, string manifest, string? status)
    {
        var text = manifest.Replace("NAMESPACE", Namespace, StringComparison.Ordinal);
        var created = await Client.Dynamic(resource).CreateAsync(Json.Object(text), options: null, Ct);
        if (status is not null)
        {
            var body = Encoding.UTF8.GetBytes("{\"status\":" + status + "}");
            created = await Client.Dynamic(resource).Status.PatchAsync(created.Metadata.Key, Patch.Merge(body), options: null, Ct);
        }

        return created.Metadata;
    }

    private static string Text<T>(T value, JsonTypeInfo<T> typeInfo) => JsonSerializer.Serialize(value, typeInfo);
}
