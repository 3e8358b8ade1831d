using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>What requests to subresources look like on the wire.</summary>
public sealed class SubresourceRequestTests : ClientFixture
{
    private const string StatusPath = "/apis/example.com/v1/namespaces/shop/widgets/web/status";
    private const string ScalePath = "/apis/apps/v1/namespaces/shop/deployments/web/scale";
    private const string Widget = """{"metadata":{"name":"web","namespace":"shop","resourceVersion":"7"}}""";

    [Test]
    public async Task Status_has_every_verb()
    {
        Server.Expect(HttpMethod.Get, StatusPath, ScriptedAnswer.Json(Widget));
        Server.Expect(HttpMethod.Put, StatusPath, ScriptedAnswer.Json(Widget));
        Server.Expect(HttpMethod.Patch, StatusPath, ScriptedAnswer.Json(Widget), ScriptedAnswer.Json(Widget));
        var status = Client.Dynamic(Widgets).Status;

        var read = await status.GetAsync(Key, Token);
        await status.ReplaceAsync(Key, read!, options: null, Token);
        await status.PatchAsync(Key, Patch.Merge("""{"status":{"ready":true}}"""u8.ToArray()), options: null, Token);
        await status.ApplyAsync(
            ApplyConfiguration.FromJson(Widgets, """{"metadata":{"name":"web","namespace":"shop"},"status":{"ready":true}}"""u8),
            new("sync"),
            Token);

        Assert.That(Server.Requests[1].RawQuery, Is.EqualTo("fieldValidation=Strict"));
        Assert.That(Server.Requests[2].Header("Content-Type"), Is.EqualTo("application/merge-patch+json"));
        Assert.That(Server.Requests[3].Header("Content-Type"), Is.EqualTo("application/apply-patch+yaml"));
        Assert.That(Server.Requests[3].RawQuery, Is.EqualTo("fieldManager=sync&force=true"));
    }

    [Test]
    public async Task Scale_is_of_its_own_kind_below_the_parents_path()
    {
        const string scale = """{"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"web","namespace":"shop","resourceVersion":"7"},"spec":{"replicas":3},"status":{"replicas":2}}""";
        Server.Expect(HttpMethod.Get, ScalePath, ScriptedAnswer.Json(scale));
        Server.Expect(HttpMethod.Put, ScalePath, ScriptedAnswer.Json(scale));

        var read = await Deployments.Scale.GetAsync(Key, Token);
        await Deployments.Scale.ReplaceAsync(Key, read! with { Spec = new ScaleSpec { Replicas = 5 } }, options: null, Token);

        Assert.That(read.Status?.Replicas, Is.EqualTo(2));
        Assert.That(Server.Requests[1].Json.GetProperty("apiVersion").GetString(), Is.EqualTo("autoscaling/v1"));
        Assert.That(Server.Requests[1].Json.GetProperty("spec").GetProperty("replicas").GetInt32(), Is.EqualTo(5));
    }

    [Test]
    public async Task Any_subresource_is_posted_to()
    {
        var evictions = ResourceType.Dynamic(new ResourceInfo("policy", "v1", "Eviction", "evictions"));
        Server.Expect(
            HttpMethod.Post,
            "/api/v1/namespaces/shop/pods/web/eviction",
            ScriptedAnswer.Json("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","code":201}""", 201));

        await Client.Resource<Pod>().Subresource("eviction", evictions).CreateAsync(Key, Dynamic("""{"metadata":{"name":"web","namespace":"shop"}}"""), options: null, Token);

        Assert.That(OnlyRequest.BodyText, Is.EqualTo("""{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"web","namespace":"shop"}}"""));
    }

    [Test]
    public async Task A_subresource_of_what_is_not_there_is_null()
    {
        Server.Expect(HttpMethod.Get, ScalePath, ScriptedAnswer.Json(StatusJson(404, "NotFound", details: """{"name":"web","group":"apps","kind":"deployments"}"""), 404));

        Assert.That(await Deployments.Scale.GetAsync(Key, Token), Is.Null);
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("status/../../other")]
    [TestCase("status?dryRun=All")]
    [TestCase("%2e%2e")]
    public void A_subresource_that_leads_elsewhere_is_refused(string name) =>
        Assert.That(() => Deployments.Subresource(name, ResourceType.Of<Deployment>()), Throws.ArgumentException);
}
