using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Controllers.Consistency;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Client;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Controllers.Consistency;

/// <summary>Every verb that writes is noted with the version in its answer, and nothing else is (pitfall 8).</summary>
public sealed class RecordingClientTests : ClientFixture
{
    private const string Path = "/api/v1/namespaces/shop/configmaps/web";
    private const string Merge = """{"data":{"key":"value"}}""";

    private static readonly Request Owner = new(new ClusterName("west"), new NamespacedName("shop", "owner"));

    private readonly FakeCache _configMaps = new(ConfigMap.Resource);
    private readonly FakeCache _deployments = new(Deployment.Resource);
    private readonly FakeCache _pods = new(Pod.Resource);
    private readonly ConsistencyStore _store = new(TimeSpan.FromSeconds(5), RuntimeServices.Default);

    private IKubernetesClient Recording => _store.Recording(new FakeCluster("west", _configMaps, _deployments, _pods) { Client = Client }, Owner);

    private IResourceClient<ConfigMap> Recorded => Recording.Resource<ConfigMap>();

    private string? Pending => _store.FirstPending(Owner)?.ToString();

    [TestCase("create")]
    [TestCase("replace")]
    [TestCase("patch")]
    [TestCase("apply")]
    public async Task A_write_is_noted_with_the_version_of_its_answer(string verb)
    {
        Server.ExpectWhen("any write", _ => true, ScriptedAnswer.Json(ConfigMapJson("web", "12")));

        await WriteAsync(verb, dryRun: false);

        Assert.That(Pending, Is.EqualTo("v1 ConfigMap shop/web of west at version 12"));
    }

    [TestCase("create")]
    [TestCase("replace")]
    [TestCase("patch")]
    [TestCase("apply")]
    [TestCase("delete")]
    public async Task A_dry_run_is_not_noted(string verb)
    {
        _configMaps.Put("web", "9", "uid-web");
        Server.ExpectWhen("any write", _ => true, ScriptedAnswer.Json(ConfigMapJson("web", "12")));

        await WriteAsync(verb, dryRun: true);

        Assert.That(Pending, Is.Null);
    }

    [TestCase("create")]
    [TestCase("patch")]
    [TestCase("apply")]
    [TestCase("delete")]
    public void A_write_that_failed_is_not_noted(string verb)
    {
        _configMaps.Put("web", "9", "uid-web");
        Server.ExpectWhen("any write", _ => true, ScriptedAnswer.Json(StatusJson(409, "Conflict"), 409));

        Assert.That(async () => await WriteAsync(verb, dryRun: false), Throws.InstanceOf<KubernetesApiException>());
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public async Task A_write_that_changed_nothing_is_shown_by_the_version_that_was_there()
    {
        _configMaps.Put("web", "12");
        Server.Expect(HttpMethod.Patch, Path, ScriptedAnswer.Json(ConfigMapJson("web", "12")));

        await WriteAsync("patch", dryRun: false);

        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void A_write_whose_answer_cannot_be_read_is_noted_all_the_same()
    {
        Server.Expect(HttpMethod.Patch, Path, ScriptedAnswer.Json("""{"metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"12"},"data":"a text"}"""));

        Assert.That(async () => await WriteAsync("patch", dryRun: false), Throws.InstanceOf<InvalidObjectException>());
        Assert.That(Pending, Does.Contain("version 12"));
    }

    [Test]
    public async Task A_delete_is_noted_with_the_identity_that_the_server_names()
    {
        _configMaps.Put("web", "9", "uid-web");
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"web","uid":"uid-web"}}"""));

        await WriteAsync("delete", dryRun: false);
        Assert.That(Pending, Is.EqualTo("v1 ConfigMap shop/web of west, deleted"));

        _configMaps.Put("web", "14", "uid of the next one");
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public async Task A_delete_that_waits_for_finalizers_is_noted_as_the_write_that_it_is()
    {
        _configMaps.Put("web", "9", "uid-web");
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json(
            """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","namespace":"shop","uid":"uid-web","resourceVersion":"12","deletionTimestamp":"2030-01-01T00:00:00Z","finalizers":["a/b"]}}"""));

        await WriteAsync("delete", dryRun: false);
        Assert.That(Pending, Is.EqualTo("v1 ConfigMap shop/web of west at version 12"));

        _configMaps.Put("web", "12", "uid-web", isDeleting: true);
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public async Task A_delete_of_what_was_not_there_is_not_noted()
    {
        _configMaps.Put("web", "9");
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json(StatusJson(404, "NotFound", details: """{"name":"web","kind":"configmaps"}"""), 404));

        await WriteAsync("delete", dryRun: false);

        Assert.That(Pending, Is.Null);
    }

    [TestCase("status")]
    [TestCase("scale")]
    public async Task A_write_of_a_subresource_is_one_of_its_object(string subresource)
    {
        Server.Expect(HttpMethod.Patch, $"/apis/apps/v1/namespaces/shop/deployments/web/{subresource}", ScriptedAnswer.Json("""{"metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"12"}}"""));
        var deployments = Recording.Resource<Deployment>();

        if (subresource == "status")
        {
            await deployments.Status.PatchAsync(Key, Patch.Merge("{}"u8), options: null, Token);
        }
        else
        {
            await deployments.Scale.PatchAsync(Key, Patch.Merge("{}"u8), options: null, Token);
        }

        Assert.That(Pending, Is.EqualTo("apps/v1 Deployment shop/web of west at version 12"));
    }

    [Test]
    public async Task A_subresource_that_does_not_answer_with_the_object_is_not_noted()
    {
        _pods.Put("web", "9");
        Server.Expect(HttpMethod.Post, "/api/v1/namespaces/shop/pods/web/eviction", ScriptedAnswer.Json("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success"}""", 201));
        var evictions = ResourceType.Dynamic(new ResourceInfo("policy", "v1", "Eviction", "evictions"));

        await Recording.Resource<Pod>().Subresource("eviction", evictions).CreateAsync(Key, Dynamic("""{"metadata":{"name":"web","namespace":"shop"}}"""), options: null, Token);

        Assert.That(Pending, Is.Null);
    }

    [Test]
    public async Task Reads_pass_and_disposing_leaves_the_clusters_client_alone()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Json(ConfigMapJson("web", "12")), ScriptedAnswer.Json(ConfigMapJson("web", "12")));
        var client = Recording;

        Assert.That((await client.Resource<ConfigMap>().GetAsync(Key, Token))!.Metadata.ResourceVersion, Is.EqualTo("12"));
        await client.DisposeAsync();
        Assert.That(await Client.Resource<ConfigMap>().GetAsync(Key, Token), Is.Not.Null);

        Assert.That(Pending, Is.Null);
    }

    private async Task WriteAsync(string verb, bool dryRun)
    {
        var options = new WriteOptions { DryRun = dryRun };
        var value = new ConfigMap { Metadata = new ObjectMeta { Name = "web", Namespace = "shop" } };
        switch (verb)
        {
            case "create":
                await Recorded.CreateAsync(value, options, Token);
                break;
            case "replace":
                var dynamic = Dynamic("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","namespace":"shop","resourceVersion":"11"}}""");
                await Recording.Dynamic(ConfigMap.Resource).ReplaceAsync(dynamic, options, Token);
                break;
            case "patch":
                await Recorded.PatchAsync(Key, Patch.Merge(System.Text.Encoding.UTF8.GetBytes(Merge)), options, Token);
                break;
            case "apply":
                var intent = ApplyConfiguration.FromJson(ConfigMap.Resource, """{"metadata":{"name":"web","namespace":"shop"},"data":{"key":"value"}}"""u8);
                await Recorded.ApplyAsync(intent, new ApplyOptions("sync", DryRun: dryRun), Token);
                break;
            default:
                await Recorded.DeleteAsync(Key, new DeleteOptions { DryRun = dryRun }, Token);
                break;
        }
    }
}
