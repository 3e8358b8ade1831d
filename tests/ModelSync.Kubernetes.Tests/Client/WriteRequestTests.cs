using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>What creates, replaces, patches and applies look like on the wire.</summary>
public sealed class WriteRequestTests : ClientFixture
{
    private const string ConfigMapPath = "/api/v1/namespaces/shop/configmaps/web";
    private const string WidgetPath = "/apis/example.com/v1/namespaces/shop/widgets/web";

    [Test]
    public async Task Create_posts_the_object_with_its_type_and_is_strict()
    {
        Server.Expect(HttpMethod.Post, "/api/v1/namespaces/shop/configmaps", ScriptedAnswer.Json(ConfigMapJson("web"), 201));

        var created = await ConfigMaps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "web", Namespace = "shop" } }, options: null, Token);

        Assert.That(created.Metadata.Uid, Is.EqualTo("uid-web"));
        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("fieldValidation=Strict"));
        Assert.That(OnlyRequest.Header("Content-Type"), Is.EqualTo("application/json"));
        Assert.That(OnlyRequest.BodyText, Is.EqualTo("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","namespace":"shop"}}"""));
    }

    [Test]
    public async Task Create_sends_every_option()
    {
        Server.Expect(HttpMethod.Post, "/apis/example.com/v1/namespaces/shop/widgets", ScriptedAnswer.Json("""{"metadata":{"name":"web-x1"}}""", 201));

        await Client.Dynamic(Widgets).CreateAsync(
            Dynamic("""{"metadata":{"generateName":"web-","namespace":"shop"},"spec":{"unknown":[1,2]}}"""),
            new WriteOptions { DryRun = true, FieldManager = "me & you", FieldValidation = FieldValidation.Warn },
            Token);

        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("fieldManager=me%20%26%20you&fieldValidation=Warn&dryRun=All"));
        Assert.That(OnlyRequest.Json.GetProperty("spec").GetRawText(), Is.EqualTo("""{"unknown":[1,2]}"""));
    }

    [Test]
    public async Task Writes_take_the_defaults_of_the_client()
    {
        Connect(options => options with { FieldManager = "sync", FieldValidation = FieldValidation.Ignore });
        Server.Expect(HttpMethod.Patch, ConfigMapPath, ScriptedAnswer.Json(ConfigMapJson("web")));

        await ConfigMaps.PatchAsync(Key, Patch.Merge("{}"u8.ToArray()), options: null, Token);

        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("fieldManager=sync&fieldValidation=Ignore"));
    }

    [Test]
    public void Create_without_namespace_or_name_is_refused()
    {
        Assert.That(
            async () => await ConfigMaps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "web" } }, options: null, Token),
            Throws.ArgumentException.With.Message.Contains("metadata.namespace"));
        Assert.That(
            async () => await ConfigMaps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Namespace = "shop" } }, options: null, Token),
            Throws.ArgumentException.With.Message.Contains("metadata.generateName"));
    }

    [Test]
    public async Task Pitfall11_Replace_sends_the_version_that_was_read()
    {
        Server.Expect(HttpMethod.Put, WidgetPath, ScriptedAnswer.Json("""{"metadata":{"name":"web","resourceVersion":"8"}}"""));

        var replaced = await Client.Dynamic(Widgets).ReplaceAsync(
            Dynamic("""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"web","namespace":"shop","resourceVersion":"7"},"spec":{"new":true}}"""),
            options: null,
            Token);

        Assert.That(replaced.Metadata.ResourceVersion, Is.EqualTo("8"));
        Assert.That(OnlyRequest.Json.GetProperty("metadata").GetProperty("resourceVersion").GetString(), Is.EqualTo("7"));
    }

    [Test]
    public void Pitfall11_Replace_without_version_is_refused()
    {
        var unread = Dynamic("""{"metadata":{"name":"web","namespace":"shop"}}""");

        Assert.That(
            async () => await Client.Dynamic(Widgets).ReplaceAsync(unread, options: null, Token),
            Throws.ArgumentException.With.Message.Contains("resourceVersion"));
        Assert.That(
            async () => await Client.Dynamic(Widgets).Status.ReplaceAsync(Key, unread, options: null, Token),
            Throws.ArgumentException.With.Message.Contains("resourceVersion"));
    }

    [Test]
    public void Pitfall12_Replace_of_a_model_that_would_lose_fields_is_refused()
    {
        var subset = new ConfigMap { Metadata = new ObjectMeta { Name = "web", Namespace = "shop", ResourceVersion = "1" } };

        Assert.That(async () => await ConfigMaps.ReplaceAsync(subset, options: null, Token), Throws.ArgumentException.With.Message.Contains("does not model every field"));
        Assert.That(async () => await ConfigMaps.Status.ReplaceAsync(Key, subset, options: null, Token), Throws.ArgumentException);
    }

    [Test]
    public async Task Pitfall12_Replace_of_a_lease_carries_fields_along_that_the_model_does_not_know()
    {
        const string path = "/apis/coordination.k8s.io/v1/namespaces/shop/leases/web";
        const string stored = """{"metadata":{"name":"web","namespace":"shop","resourceVersion":"1"},"spec":{"holderIdentity":"a","strategy":"OldestEmulationVersion"},"future":{"x":1}}""";
        Server.Expect(HttpMethod.Get, path, ScriptedAnswer.Json(stored));
        Server.Expect(HttpMethod.Put, path, ScriptedAnswer.Json(stored));

        var lease = await Client.Resource<Lease>().GetAsync(Key, Token);
        await Client.Resource<Lease>().ReplaceAsync(lease!, options: null, Token);

        var sent = Server.Requests[1].Json;
        Assert.That(sent.GetProperty("spec").GetProperty("strategy").GetString(), Is.EqualTo("OldestEmulationVersion"));
        Assert.That(sent.GetProperty("future").GetRawText(), Is.EqualTo("""{"x":1}"""));
    }

    [TestCase("application/merge-patch+json")]
    [TestCase("application/strategic-merge-patch+json")]
    [TestCase("application/json-patch+json")]
    public async Task Pitfall14_Patch_says_which_kind_of_patch_it_is(string mediaType)
    {
        var patch = mediaType switch
        {
            "application/merge-patch+json" => Patch.Merge("""{"data":{"a":null}}"""u8.ToArray()),
            "application/strategic-merge-patch+json" => Patch.StrategicMerge("""{"data":{"a":null}}"""u8.ToArray()),
            _ => FinalizerPatch.Remove(new ObjectMeta { Name = "web", Finalizers = ["theirs", "mine"] }, "mine")!,
        };
        Server.Expect(HttpMethod.Patch, ConfigMapPath, ScriptedAnswer.Json(ConfigMapJson("web")));

        await ConfigMaps.PatchAsync(Key, patch, new WriteOptions { DryRun = true }, Token);

        Assert.That(OnlyRequest.Header("Content-Type"), Is.EqualTo(mediaType));
        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("fieldValidation=Strict&dryRun=All"));
        Assert.That(OnlyRequest.BodyText, Is.EqualTo(Encoding.UTF8.GetString(patch.Body.Span)));
    }

    [Test]
    public async Task Pitfall14_A_finalizer_is_removed_where_it_stands_and_only_if_it_still_stands_there()
    {
        Server.Expect(HttpMethod.Patch, ConfigMapPath, ScriptedAnswer.Json(ConfigMapJson("web")));

        await ConfigMaps.PatchAsync(Key, FinalizerPatch.Remove(new ObjectMeta { Name = "web", Finalizers = ["theirs", "mine"] }, "mine")!, options: null, Token);

        Assert.That(
            OnlyRequest.BodyText,
            Is.EqualTo("""[{"op":"test","path":"/metadata/finalizers/1","value":"mine"},{"op":"remove","path":"/metadata/finalizers/1"}]"""));
    }

    [Test]
    public async Task Apply_patches_with_its_manager()
    {
        Server.Expect(HttpMethod.Patch, WidgetPath, ScriptedAnswer.Json("""{"metadata":{"name":"web"}}""", 201), ScriptedAnswer.Json("""{"metadata":{"name":"web"}}"""));
        var configuration = ApplyConfiguration.FromJson(Widgets, """{"metadata":{"name":"web","namespace":"shop"},"spec":{"size":1}}"""u8);

        await Client.Dynamic(Widgets).ApplyAsync(configuration, new ApplyOptions("sync"), Token);
        await Client.Dynamic(Widgets).ApplyAsync(configuration, new ApplyOptions("sync", Force: false, DryRun: true), Token);

        Assert.That(Server.Requests[0].Header("Content-Type"), Is.EqualTo("application/apply-patch+yaml"));
        Assert.That(Server.Requests[0].RawQuery, Is.EqualTo("fieldManager=sync&force=true"));
        Assert.That(
            Server.Requests[0].BodyText,
            Is.EqualTo("""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"web","namespace":"shop"},"spec":{"size":1}}"""));
        Assert.That(Server.Requests[1].RawQuery, Is.EqualTo("fieldManager=sync&dryRun=All"));
    }

    [Test]
    public void Apply_of_another_kind_or_version_is_refused()
    {
        var other = ApplyConfiguration.FromJson(Widgets with { Kind = "Gadget" }, """{"metadata":{"name":"web","namespace":"shop"}}"""u8);
        var beta = ApplyConfiguration.FromJson(Widgets with { Version = "v1beta1" }, """{"metadata":{"name":"web","namespace":"shop"}}"""u8);

        Assert.That(async () => await Client.Dynamic(Widgets).ApplyAsync(other, new ApplyOptions("sync"), Token), Throws.ArgumentException);
        Assert.That(async () => await Client.Dynamic(Widgets).ApplyAsync(beta, new ApplyOptions("sync"), Token), Throws.ArgumentException.With.Message.Contains("v1beta1"));
    }

    [Test]
    public void Apply_of_a_status_to_the_object_itself_is_refused()
    {
        var configuration = ApplyConfiguration.FromJson(Widgets, """{"metadata":{"name":"web","namespace":"shop"},"status":{"ready":true}}"""u8);

        Assert.That(
            async () => await Client.Dynamic(Widgets).ApplyAsync(configuration, new ApplyOptions("sync"), Token),
            Throws.ArgumentException.With.Message.Contains("Status"));
    }

    [Test]
    public void Apply_without_manager_is_refused()
    {
        var configuration = ApplyConfiguration.FromJson(Widgets, """{"metadata":{"name":"web","namespace":"shop"}}"""u8);

        Assert.That(async () => await Client.Dynamic(Widgets).ApplyAsync(configuration, new ApplyOptions(""), Token), Throws.ArgumentException);
    }
}
