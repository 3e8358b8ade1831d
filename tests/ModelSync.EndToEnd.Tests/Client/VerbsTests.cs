using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.EndToEnd.Client;

public sealed class VerbsTests : ClusterTest
{
    private static IResourceClient<ConfigMap> ConfigMaps => Client.Resource<ConfigMap>();

    [Test]
    public async Task An_object_is_created_read_and_deleted()
    {
        var created = await ConfigMaps.CreateAsync(ConfigMap("a", Entry("k", "v")), options: null, Ct);
        var read = await ConfigMaps.GetAsync(Key("a"), Ct);
        var isDeleted = await ConfigMaps.DeleteAsync(Key("a"), options: null, Ct);

        Assert.That(read, Is.EqualTo(created));
        Assert.That(read!.Data!["k"], Is.EqualTo("v"));
        Assert.That(isDeleted, Is.True);
        Assert.That(await ConfigMaps.GetAsync(Key("a"), Ct), Is.Null);
        Assert.That(await ConfigMaps.DeleteAsync(Key("a"), options: null, Ct), Is.False);
    }

    [Test]
    public void A_kind_that_is_not_served_is_an_error_and_not_an_absent_object()
    {
        var unknown = new ResourceInfo("nowhere.modelsync.io", "v1", "Nothing", "nothings");

        var error = Refused.By(() => Client.Dynamic(unknown).GetAsync(Key("a"), Ct));

        Assert.That(error.IsNotFound, Is.True);
        Assert.That(error.IsObjectNotFound, Is.False);
    }

    [Test]
    public async Task Creating_twice_says_that_the_object_is_there()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);

        var error = Refused.By(() => ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct));

        Assert.That(error.IsAlreadyExists, Is.True);
        Assert.That(error.IsConflict, Is.False);
        Assert.That(error.Message, Does.Contain("configmaps \"a\" already exists"));
    }

    [Test]
    public async Task A_name_is_made_from_generateName()
    {
        var value = new ConfigMap { Metadata = new ObjectMeta { Namespace = Namespace, GenerateName = "made-" } };

        var created = await ConfigMaps.CreateAsync(value, options: null, Ct);

        Assert.That(created.Metadata.Name, Does.Match("^made-[a-z0-9]{5}$"));
    }

    [Test]
    public async Task Dry_runs_store_nothing()
    {
        await ConfigMaps.CreateAsync(ConfigMap("kept", Entry("k", "v")), options: null, Ct);
        var dry = new WriteOptions { DryRun = true };

        var created = await ConfigMaps.CreateAsync(ConfigMap("a"), dry, Ct);
        var patched = await ConfigMaps.PatchAsync(Key("kept"), Json.MergePatch("""{"data":{"k":"w"}}"""), dry, Ct);
        await ConfigMaps.ApplyAsync(ApplyConfiguration.From(ConfigMap("b")), new ApplyOptions("t", DryRun: true), Ct);
        await ConfigMaps.DeleteAsync(Key("kept"), new DeleteOptions { DryRun = true }, Ct);

        Assert.That(created.Metadata.Uid, Is.Not.Empty);
        Assert.That(patched.Data!["k"], Is.EqualTo("w"));
        Assert.That(await ConfigMaps.GetAsync(Key("a"), Ct), Is.Null);
        Assert.That(await ConfigMaps.GetAsync(Key("b"), Ct), Is.Null);
        Assert.That((await ConfigMaps.GetAsync(Key("kept"), Ct))!.Data!["k"], Is.EqualTo("v"));
    }

    [Test]
    public async Task A_replace_of_a_dynamic_object_keeps_every_field_and_minds_the_version()
    {
        await Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource).CreateAsync(
            Json.Object($$$"""{"metadata":{"name":"a","namespace":"{{{Namespace}}}"},"data":{"k":"v"},"binaryData":{"b":"AAEC"}}"""), options: null, Ct);
        var read = await Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource).GetAsync(Key("a"), Ct);

        var replaced = await Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource).ReplaceAsync(
            Json.Object(read!.ToJsonElement().GetRawText().Replace("\"k\":\"v\"", "\"k\":\"w\"", StringComparison.Ordinal)), options: null, Ct);
        var stale = Refused.By(() => Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource).ReplaceAsync(read, options: null, Ct));

        Assert.That(replaced.At("data", "k"), Is.EqualTo("w"));
        Assert.That(replaced.At("binaryData", "b"), Is.EqualTo("AAEC"));
        Assert.That(stale.IsConflict, Is.True);
    }

    [Test]
    public async Task A_lease_is_replaced_to_the_microsecond()
    {
        var leases = Client.Resource<Lease>();
        var wholeSecond = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        var created = await leases.CreateAsync(
            new Lease
            {
                Metadata = new ObjectMeta { Namespace = Namespace, Name = "l" },
                Spec = new LeaseSpec { HolderIdentity = "a", LeaseDurationSeconds = 15, RenewTime = wholeSecond, AcquireTime = wholeSecond },
            },
            options: null,
            Ct);

        var replaced = await leases.ReplaceAsync(created with { Spec = created.Spec! with { HolderIdentity = "b" } }, options: null, Ct);
        var conflict = Refused.By(() => leases.ReplaceAsync(created, options: null, Ct));

        Assert.That(replaced.Spec!.HolderIdentity, Is.EqualTo("b"));
        Assert.That(replaced.Spec.RenewTime, Is.EqualTo(created.Spec.RenewTime));
        Assert.That(conflict.IsConflict, Is.True);
    }

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
        Assert.That(error.IsInvalid || error.Reason == StatusReasons.BadRequest || error.StatusCode == System.Net.HttpStatusCode.InternalServerError, Is.True, error.Message);
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
        await Client.Dynamic(Widgets.Resource).CreateAsync(Widget("w", "{}"), options: null, Ct);

        var error = Refused.By(() => Client.Dynamic(Widgets.Resource).PatchAsync(Key("w"), Json.StrategicMergePatch("{}"), options: null, Ct));

        Assert.That((int)error.StatusCode, Is.EqualTo(415));
    }

    [Test]
    public async Task Status_and_scale_are_changed_apart_from_the_rest()
    {
        await Widgets.InstallAsync(Ct);
        var widgets = Client.Dynamic(Widgets.Resource);
        await widgets.CreateAsync(Widget("w", """{"replicas":2}"""), options: null, Ct);

        await widgets.Status.PatchAsync(Key("w"), Json.MergePatch("""{"spec":{"replicas":9},"status":{"phase":"Ok","replicas":2,"selector":"a=b"}}"""), options: null, Ct);
        var scale = await widgets.Scale.GetAsync(Key("w"), Ct);
        await widgets.Scale.ReplaceAsync(Key("w"), scale! with { Spec = new ScaleSpec { Replicas = 4 } }, options: null, Ct);
        var end = await widgets.GetAsync(Key("w"), Ct);

        Assert.That(scale!.Status!.Selector, Is.EqualTo("a=b"));
        Assert.That(end!.At("spec", "replicas"), Is.EqualTo("4"));
        Assert.That(end.At("status", "phase"), Is.EqualTo("Ok"));
        Assert.That(end!.Metadata.Generation, Is.EqualTo(2));
        Assert.That(await widgets.Scale.GetAsync(Key("none"), Ct), Is.Null);
    }

    [Test]
    public async Task Deletes_mind_their_preconditions()
    {
        var created = await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);
        var changed = await ConfigMaps.PatchAsync(Key("a"), Json.MergePatch("""{"data":{"k":"v"}}"""), options: null, Ct);

        var otherUid = Refused.By(() => ConfigMaps.DeleteAsync(Key("a"), new DeleteOptions { Preconditions = new Preconditions(Uid: Guid.Empty.ToString()) }, Ct));
        var oldVersion = Refused.By(() => ConfigMaps.DeleteAsync(
            Key("a"), new DeleteOptions { Preconditions = new Preconditions(created.Metadata.Uid, created.Metadata.ResourceVersion) }, Ct));

        Assert.That(otherUid.IsConflict && oldVersion.IsConflict, Is.True);
        Assert.That(await ConfigMaps.DeleteAsync(Key("a"), new DeleteOptions { Preconditions = Preconditions.SameObject(changed.Metadata) }, Ct), Is.True);
    }

    [Test]
    public async Task Propagation_decides_what_becomes_of_owned_objects()
    {
        var owner = await ConfigMaps.CreateAsync(ConfigMap("owner"), options: null, Ct);
        var reference = new OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = "owner", Uid = owner.Metadata.Uid! };
        await ConfigMaps.CreateAsync(ConfigMap("owned") with { Metadata = new ObjectMeta { Namespace = Namespace, Name = "owned", OwnerReferences = [reference] } }, options: null, Ct);

        await ConfigMaps.DeleteAsync(Key("owner"), new DeleteOptions { PropagationPolicy = PropagationPolicy.Orphan }, Ct);

        await Eventually.TrueAsync(
            async () => await ConfigMaps.GetAsync(Key("owner"), Ct) is null && (await ConfigMaps.GetAsync(Key("owned"), Ct))!.Metadata.OwnerReferences is null,
            "the owner is gone and the owned object stays without it",
            Ct);
    }

    [Test]
    public async Task A_selection_is_deleted_at_once()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            var label = name == "c" ? "stays" : "goes";
            await ConfigMaps.CreateAsync(ConfigMap(name) with { Metadata = new ObjectMeta { Namespace = Namespace, Name = name, Labels = [Entry("what", label)] } }, options: null, Ct);
        }

        await ConfigMaps.DeleteCollectionAsync(new ListOptions { Namespace = Namespace, LabelSelector = LabelQuery.Parse("what in (goes)") }, options: null, Ct);

        var left = await ConfigMaps.ListAsync(new ListOptions { Namespace = Namespace, LabelSelector = LabelQuery.Parse("what") }, Ct);
        Assert.That(left.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public async Task Unknown_fields_are_refused_where_the_server_can_and_dropped_where_it_cannot()
    {
        await Widgets.InstallAsync(Ct);
        var widget = Widget("w", """{"replicas":2,"relicas":3}""");

        if (Cluster.Version.HasFieldValidation)
        {
            var error = Refused.By(() => Client.Dynamic(Widgets.Resource).CreateAsync(widget, options: null, Ct));
            Assert.That(error.Message, Does.Contain("relicas"));
        }

        var lenient = new WriteOptions { FieldValidation = FieldValidation.Ignore };
        var created = await Client.Dynamic(Widgets.Resource).CreateAsync(widget, lenient, Ct);
        Assert.That(created.At("spec", "relicas"), Is.Null);
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

    [Test]
    public async Task Validation_rules_are_enforced_where_the_server_has_them()
    {
        await Widgets.InstallAsync(Ct);
        var seven = Widget("w", """{"replicas":7}""");

        if (Cluster.Version.HasValidationRules)
        {
            var error = Refused.By(() => Client.Dynamic(Widgets.Resource).CreateAsync(seven, options: null, Ct));
            Assert.That(error.IsInvalid, Is.True);
            Assert.That(error.Message, Does.Contain("replicas must not be 7"));
        }
        else
        {
            Assert.That((await Client.Dynamic(Widgets.Resource).CreateAsync(seven, options: null, Ct)).At("spec", "replicas"), Is.EqualTo("7"));
        }
    }

    [Test]
    public async Task A_refusal_carries_the_causes_field_by_field()
    {
        await Widgets.InstallAsync(Ct);

        var error = Refused.By(() => Client.Dynamic(Widgets.Resource).CreateAsync(Widget("w", """{"replicas":11,"mode":"odd"}"""), options: null, Ct));

        Assert.That(error.IsInvalid, Is.True);
        // Servers that have validation rules add a cause of their own for not having checked them, with the field "<nil>".
        Assert.That(error.Status.Details!.Causes!.Select(cause => cause.Field), Is.SupersetOf(new[] { "spec.replicas", "spec.mode" }));
    }

    [Test]
    public async Task Metadata_alone_is_read_listed_watched_and_patched()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a", Entry("secret", "text")), options: null, Ct);
        var metadata = Client.Metadata<ConfigMap>();

        var list = await metadata.ListAsync(new ListOptions { Namespace = Namespace, FieldSelector = FieldQuery.Parse("metadata.name=a") }, Ct);
        await using var watch = await metadata.WatchAsync(new WatchOptions { Namespace = Namespace, ResourceVersion = list.ResourceVersion }, Ct);
        var patched = await metadata.PatchAsync(Key("a"), Json.MergePatch("""{"metadata":{"labels":{"l":"1"}}}"""), options: null, Ct);
        var seen = await watch.FirstAsync(Ct);

        Assert.That(list.Items.Single().Metadata.Name, Is.EqualTo("a"));
        Assert.That((await metadata.GetAsync(Key("a"), Ct))!.Kind, Is.EqualTo("PartialObjectMetadata"));
        Assert.That(patched.Metadata.Labels!["l"], Is.EqualTo("1"));
        Assert.That(seen.Metadata!.ResourceVersion, Is.EqualTo(patched.Metadata.ResourceVersion));
    }

    [Test]
    public async Task Subresources_of_other_kinds_are_posted()
    {
        var accounts = Client.Dynamic(new ResourceInfo("", "v1", "ServiceAccount", "serviceaccounts"));
        await accounts.CreateAsync(Json.Object($$$"""{"metadata":{"name":"bot","namespace":"{{{Namespace}}}"}}"""), options: null, Ct);
        var tokenRequest = new ResourceInfo("authentication.k8s.io", "v1", "TokenRequest", "tokenrequests");

        var answer = await accounts.Subresource("token", ResourceType.Dynamic(tokenRequest))
            .CreateAsync(Key("bot"), Json.Object("""{"metadata":{},"spec":{"audiences":["a"],"expirationSeconds":600}}"""), options: null, Ct);

        Assert.That(answer.At("status", "token"), Has.Length.GreaterThan(100));
    }

    [Test]
    public async Task Discovery_finds_kinds_and_the_version_to_use()
    {
        await Widgets.InstallAsync(Ct);

        var served = await Client.Discovery.GetResourcesAsync(Ct);

        Assert.That(served.StaleGroups, Is.Empty);
        Assert.That(served.FindPreferred("", "Pod"), Is.EqualTo(Pod.Resource));
        Assert.That(served.FindPreferred("apps", "Deployment"), Is.EqualTo(Deployment.Resource));
        Assert.That(served.Find("policy", "PodDisruptionBudget", "v1", "v1beta1"), Is.Not.Null);
        Assert.That(served.FindPreferred(Widgets.Resource.Group, "Widget"), Is.EqualTo(Widgets.Resource));
        Assert.That(served.FindPreferred("", "Binding"), Is.Not.Null);
    }

    [Test]
    public async Task Raw_requests_reach_what_has_no_kind()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "readyz?verbose");
        using var response = await Client.SendRawAsync(request, Ct);

        Assert.That(await response.Content.ReadAsStringAsync(Ct), Does.Contain("[+]etcd ok"));
    }

    private DynamicObject Widget(string name, string spec) =>
        Json.Object("{\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"" + Namespace + "\"},\"spec\":" + spec + "}");

    private Task<DynamicObject> CreateDeploymentAsync(string name) => Client.Dynamic(Deployment.Resource).CreateAsync(
        Json.Object($$$"""
            {"metadata":{"name":"{{{name}}}","namespace":"{{{Namespace}}}"},
             "spec":{"replicas":0,"selector":{"matchLabels":{"a":"{{{name}}}"}},
              "template":{"metadata":{"labels":{"a":"{{{name}}}"}},"spec":{"containers":[{"name":"main","image":"main:1"}] } } } }
            """),
        options: null,
        Ct);
}
