using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.EndToEnd.Client;

public sealed class PatchTests : ClusterTest
{
    private static IResourceClient<ConfigMap> ConfigMaps => Client.Resource<ConfigMap>();

    [Test]
    public async Task Json_patches_apply_whole_or_not_at_all()
    {
        await ConfigMaps.CreateAsync(
            ConfigMap("a", Entry("k", "v")) with { Metadata = new ObjectMeta { Namespace = Namespace, Name = "a", Annotations = [Entry("modelsync.io/a", "x")] } },
            options: null,
            Ct);
        var annotation = JsonPointer.Of("metadata", "annotations", "modelsync.io/a");

        var patched = await ConfigMaps.PatchAsync(
            Key("a"), Patch.Json().Test(annotation, "x").Replace(annotation, "y").Add(JsonPointer.Of("data", "n"), "1").Build(), options: null, Ct);
        var error = Refused.By(() => ConfigMaps.PatchAsync(
            Key("a"), Patch.Json().Remove(JsonPointer.Of("data", "n")).Test(annotation, "x").Build(), options: null, Ct));

        Assert.That(patched.Metadata.Annotations!["modelsync.io/a"], Is.EqualTo("y"));
        Assert.That(error.IsInvalid, Is.True, error.Message);
        Assert.That((await ConfigMaps.GetAsync(Key("a"), Ct))!.Data!["n"], Is.EqualTo("1"));
    }

    [Test]
    public async Task Merge_patches_delete_by_null_and_strategic_ones_merge_lists_by_key()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a", Entry("k", "v"), Entry("l", "w")), options: null, Ct);
        var merged = await ConfigMaps.PatchAsync(Key("a"), Json.MergePatch("""{"data":{"k":null,"m":"x"}}"""), options: null, Ct);
        await CreateDeploymentAsync("d");

        var strategic = await Client.Resource<Deployment>().PatchAsync(
            Key("d"), Json.StrategicMergePatch("""{"spec":{"template":{"spec":{"containers":[{"name":"extra","image":"extra:1"}]}}}}"""), options: null, Ct);

        Assert.That(merged.Data!.Keys, Is.EqualTo(new[] { "l", "m" }));
        Assert.That(strategic.Spec!.Template!.Spec!.Containers!.Select(container => container.Name), Is.EquivalentTo(new[] { "extra", "main" }));
    }

    [Test]
    public async Task Strategic_merge_patches_of_custom_kinds_are_refused_in_words()
    {
        await Widgets.InstallAsync(Ct);
        await Client.Dynamic(Widgets.Resource).CreateAsync(Widgets.New(Key("w"), "{}"), options: null, Ct);

        var error = Refused.By(() => Client.Dynamic(Widgets.Resource).PatchAsync(Key("w"), Json.StrategicMergePatch("{}"), options: null, Ct));

        Assert.That((int)error.StatusCode, Is.EqualTo(415));
    }

    [Test]
    public async Task A_refused_patch_does_not_tell_what_is_in_a_secret()
    {
        var secrets = Client.Dynamic(new ResourceInfo("", "v1", "Secret", "secrets"));
        await secrets.CreateAsync(Json.Object($$$"""{"metadata":{"name":"s","namespace":"{{{Namespace}}}"},"data":{"kept":"aHVudGVyMg=="} }"""), options: null, Ct);

        var error = Refused.By(() => secrets.PatchAsync(Key("s"), Json.MergePatch("""{"data":{"other":5}}"""), options: null, Ct));

        // Newer servers answer with the whole object, older ones also with the text around the error.
        Assert.That(error.IsInvalid, Is.True);
        Assert.That(error.Message, Does.Not.Contain("aHVudGVyMg").And.Contain("(the patched object): "));
        Assert.That(error.Status.Details!.Causes!.Single().Message, Does.Not.Contain("aHVudGVyMg"));
    }

    private Task<DynamicObject> CreateDeploymentAsync(string name) => Client.Dynamic(Deployment.Resource).CreateAsync(
        Json.Object($$$"""
            {"metadata":{"name":"{{{name}}}","namespace":"{{{Namespace}}}"},
             "spec":{"replicas":0,"selector":{"matchLabels":{"a":"{{{name}}}"}},
              "template":{"metadata":{"labels":{"a":"{{{name}}}"}},"spec":{"containers":[{"name":"main","image":"main:1"}] } } } }
            """),
        options: null,
        Ct);
}
