using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>What reads look like on the wire.</summary>
public sealed class ReadRequestTests : ClientFixture
{
    [Test]
    public async Task Get_reads_one_object_of_a_group()
    {
        Server.Expect(HttpMethod.Get, "/apis/apps/v1/namespaces/shop/deployments/web", ScriptedAnswer.Json("""{"metadata":{"name":"web"},"spec":{"replicas":3}}"""));

        var found = await Deployments.GetAsync(Key, Token);

        Assert.That(found?.Spec?.Replicas, Is.EqualTo(3));
        Assert.That(OnlyRequest.RawQuery, Is.Empty);
        Assert.That(OnlyRequest.Header("Accept"), Is.EqualTo("application/vnd.kubernetes.protobuf,application/json"));
        Assert.That(OnlyRequest.Header("Accept-Encoding"), Is.EqualTo("identity"));
        Assert.That(OnlyRequest.Body.Length, Is.Zero);
    }

    [Test]
    public async Task Get_escapes_names()
    {
        var roles = new ResourceInfo("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", ResourceScope.Cluster);
        Server.Expect(
            HttpMethod.Get,
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode%20x%3F%23",
            ScriptedAnswer.Json("""{"metadata":{"name":"x"}}"""));

        Assert.That(await Client.Dynamic(roles).GetAsync(NamespacedName.ClusterScoped("system:node x?#"), Token), Is.Not.Null);
    }

    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("%2e%2e")]
    [TestCase("")]
    public void Get_refuses_names_that_lead_elsewhere(string name) =>
        Assert.That(async () => await ConfigMaps.GetAsync(new NamespacedName("shop", name), Token), Throws.ArgumentException);

    [Test]
    public async Task Metadata_asks_for_metadata_alone()
    {
        Server.Expect(HttpMethod.Get, "/api/v1/namespaces/shop/configmaps/web", ScriptedAnswer.Json(ConfigMapJson("web")));
        Server.Expect(HttpMethod.Get, "/api/v1/namespaces/shop/configmaps", ScriptedAnswer.Json(EmptyList));

        var partial = await Client.Metadata<ConfigMap>().GetAsync(Key, Token);
        await Client.Metadata<ConfigMap>().ListAsync(new ListOptions { Namespace = "shop" }, Token);

        Assert.That(partial?.Metadata.Uid, Is.EqualTo("uid-web"));
        Assert.That(Server.Requests[0].Header("Accept"), Does.StartWith("application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,"));
        Assert.That(Server.Requests[1].Header("Accept"), Does.StartWith("application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,"));
    }

    [Test]
    public async Task List_sends_every_option()
    {
        Server.Expect(HttpMethod.Get, "/apis/example.com/v1/namespaces/shop/widgets", ScriptedAnswer.Json(EmptyList));

        await Client.Dynamic(Widgets).ListAsync(
            new ListOptions
            {
                Namespace = "shop",
                LabelSelector = LabelQuery.Parse("app in (a,b),!legacy"),
                FieldSelector = FieldQuery.Parse("metadata.name=web"),
                ResourceVersion = new ResourceVersion("7"),
                ResourceVersionMatch = ResourceVersionMatch.NotOlderThan,
                Limit = 20,
                Continue = "to+ken==",
            },
            Token);

        Assert.That(OnlyRequest.Query, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["labelSelector"] = "app in (a,b),!legacy",
            ["fieldSelector"] = "metadata.name=web",
            ["resourceVersion"] = "7",
            ["resourceVersionMatch"] = "NotOlderThan",
            ["limit"] = "20",
            ["continue"] = "to+ken==",
        }));
        Assert.That(OnlyRequest.Header("Accept-Encoding"), Is.EqualTo("identity"));
    }

    [Test]
    public async Task List_of_everything_asks_for_pages_of_the_newest_state()
    {
        Server.Expect(HttpMethod.Get, "/api/v1/configmaps", ScriptedAnswer.Json(EmptyList));

        await ConfigMaps.ListAsync(ListOptions.All, Token);

        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("limit=500"));
    }

    [Test]
    public async Task List_without_limit_asks_for_one_piece()
    {
        Server.Expect(HttpMethod.Get, "/api/v1/configmaps", ScriptedAnswer.Json(EmptyList));

        await ConfigMaps.ListAsync(new ListOptions { Limit = 0, ResourceVersion = ResourceVersion.Any }, Token);

        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("resourceVersion=0"));
    }

    [Test]
    public void List_of_a_cluster_scoped_kind_refuses_a_namespace() =>
        Assert.That(async () => await Client.Resource<Node>().ListAsync(new ListOptions { Namespace = "shop" }, Token), Throws.ArgumentException);

    [Test]
    public async Task Watch_sends_every_option_and_asks_for_bookmarks()
    {
        Server.Expect(HttpMethod.Get, "/api/v1/namespaces/shop/configmaps", ScriptedAnswer.Stream());

        await using var watch = await ConfigMaps.WatchAsync(
            new WatchOptions
            {
                Namespace = "shop",
                LabelSelector = LabelQuery.Parse("app=web"),
                FieldSelector = FieldQuery.Parse("metadata.name=web"),
                ResourceVersion = new ResourceVersion("42"),
                Timeout = TimeSpan.FromSeconds(90),
            },
            Token);

        Assert.That(OnlyRequest.Query, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["watch"] = "true",
            ["allowWatchBookmarks"] = "true",
            ["labelSelector"] = "app=web",
            ["fieldSelector"] = "metadata.name=web",
            ["resourceVersion"] = "42",
            ["timeoutSeconds"] = "90",
        }));

        // A compressed watch would be held back by the decoder until a block is full.
        Assert.That(OnlyRequest.Header("Accept-Encoding"), Is.EqualTo("identity"));
    }

    [Test]
    public async Task Pitfall3_Watch_list_asks_for_initial_events()
    {
        Server.Expect(HttpMethod.Get, "/api/v1/configmaps", ScriptedAnswer.Stream());

        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions { SendInitialEvents = true, Timeout = TimeSpan.FromMinutes(5) }, Token);

        Assert.That(OnlyRequest.Query, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["watch"] = "true",
            ["allowWatchBookmarks"] = "true",
            ["sendInitialEvents"] = "true",
            ["resourceVersionMatch"] = "NotOlderThan",
            ["timeoutSeconds"] = "300",
        }));
    }

    [TestCase(0, "300")]
    [TestCase(0.5, "450")]
    [TestCase(0.999999, "600")]
    public async Task Watch_timeout_is_drawn_from_its_range(double jitter, string seconds)
    {
        Connect(options => options with { Jitter = () => jitter });
        Server.Expect(HttpMethod.Get, "/api/v1/configmaps", ScriptedAnswer.Stream());

        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);

        Assert.That(OnlyRequest.Query["timeoutSeconds"], Is.EqualTo(seconds));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Watch_refuses_a_timeout_that_the_server_would_take_for_its_own_default(int seconds) =>
        Assert.That(
            async () => await ConfigMaps.WatchAsync(new WatchOptions { Timeout = TimeSpan.FromSeconds(seconds) }, Token),
            Throws.ArgumentException.With.Message.Contains("Timeout"));

    [Test]
    public async Task Leases_have_a_lane_of_their_own()
    {
        Server.Expect(HttpMethod.Get, "/apis/coordination.k8s.io/v1/namespaces/shop/leases/web", ScriptedAnswer.Json("""{"metadata":{"name":"web"}}"""));
        Server.Expect(HttpMethod.Get, "/api/v1/namespaces/shop/configmaps/web", ScriptedAnswer.Json(ConfigMapJson("web")));

        await Client.Resource<Lease>().GetAsync(Key, Token);
        await ConfigMaps.GetAsync(Key, Token);

        Assert.That(Transport.UsedLanes, Is.EqualTo(new[] { TransportLane.Leases, TransportLane.Data }));
        Assert.That(Server.Requests[0].ConnectionId, Is.Not.EqualTo(Server.Requests[1].ConnectionId));
    }

    [Test]
    public async Task A_typed_kind_is_read_in_another_served_version()
    {
        var beta = Deployment.Resource with { Version = "v1beta2" };
        Server.Expect(HttpMethod.Get, "/apis/apps/v1beta2/namespaces/shop/deployments/web", ScriptedAnswer.Json("""{"metadata":{"name":"web"}}"""));

        Assert.That(await Client.Resource(ResourceType.Of<Deployment>(beta)).GetAsync(Key, Token), Is.Not.Null);
    }
}
