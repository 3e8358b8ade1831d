using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.EndToEnd.Client;

/// <summary>What an operator relies on when it writes its children (pitfall 13).</summary>
public sealed class ServerSideApplyTests : ClusterTest
{
    private static readonly ApplyOptions Ours = new("modelsync");
    private static readonly ApplyOptions Politely = new("other", Force: false);

    private static IEnumerable<TestCaseData> ChildKinds()
    {
        yield return Child(
            Deployment.Resource,
            """ "spec":{"replicas":0,"paused":true,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"m","image":"m:1","ports":[{"containerPort":80,"protocol":"TCP"}],"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}]}}} """,
            """ "spec":{"replicas":0,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"m","image":"m:1","ports":[{"containerPort":80,"protocol":"TCP"}],"env":[{"name":"A","value":"1"}]}]}}} """,
            ["spec", "paused"],
            ["spec", "template", "spec", "containers", 0, "env", 1]);
        yield return Child(
            Service.Resource,
            """ "spec":{"selector":{"a":"b","c":"d"},"ports":[{"name":"http","port":80,"protocol":"TCP"},{"name":"metrics","port":81,"protocol":"TCP"}]} """,
            """ "spec":{"selector":{"a":"b"},"ports":[{"name":"http","port":80,"protocol":"TCP"}]} """,
            ["spec", "selector", "c"],
            ["spec", "ports", 1]);
        yield return Child(
            new ResourceInfo("apps", "v1", "ControllerRevision", "controllerrevisions"),
            """ "metadata":{"labels":{"x":"1","y":"2"}},"revision":1,"data":{"kept":1} """,
            """ "metadata":{"labels":{"x":"1"}},"revision":1,"data":{"kept":1} """,
            ["metadata", "labels", "y"]);
        yield return Child(
            new ResourceInfo("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
            """ "metadata":{"annotations":{"x":"1"}},"spec":{"maxUnavailable":1,"selector":{"matchLabels":{"a":"b"}}} """,
            """ "spec":{"maxUnavailable":1,"selector":{"matchLabels":{"a":"b"}}} """,
            ["metadata", "annotations", "x"]);
        yield return Child(
            new ResourceInfo("batch", "v1", "Job", "jobs"),
            """ "spec":{"parallelism":0,"activeDeadlineSeconds":60,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"m","image":"m:1"}]}}} """,
            """ "spec":{"parallelism":0,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"m","image":"m:1"}]}}} """,
            ["spec", "activeDeadlineSeconds"]);
        yield return Child(
            ModelSync.Kubernetes.Kinds.ConfigMap.Resource,
            """ "data":{"a":"1","b":"2"} """,
            """ "data":{"a":"1"} """,
            ["data", "b"]);
        yield return Child(
            Widgets.Resource,
            """ "spec":{"replicas":3,"mode":"fast","weights":[{"name":"stable","weight":95},{"name":"candidate","weight":5}]} """,
            """ "spec":{"replicas":3,"weights":[{"name":"stable","weight":100}]} """,
            ["spec", "mode"],
            ["spec", "weights", 1]);
    }

    [TestCaseSource(nameof(ChildKinds))]
    public async Task A_field_that_is_left_out_is_removed(ResourceInfo resource, string before, string after, object[][] removed)
    {
        await Widgets.InstallAsync(Ct);
        resource = await ServedAsync(resource);
        var objects = Client.Dynamic(resource);

        var first = await objects.ApplyAsync(Configuration(resource, before), Ours, Ct);
        var second = await objects.ApplyAsync(Configuration(resource, after), Ours, Ct);

        foreach (var path in removed)
        {
            Assert.That(first.At(path), Is.Not.Null, $"{string.Join('.', path)} before");
            Assert.That(second.At(path), Is.Null, $"{string.Join('.', path)} after");
        }
    }

    [Test]
    public async Task An_apply_that_changes_nothing_writes_nothing()
    {
        var configuration = Configuration(ModelSync.Kubernetes.Kinds.ConfigMap.Resource, """ "data":{"a":"1"} """);
        var objects = Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource);

        var first = await objects.ApplyAsync(configuration, Ours, Ct);
        var second = await objects.ApplyAsync(configuration, Ours, Ct);

        Assert.That(second.Metadata.ResourceVersion, Is.EqualTo(first.Metadata.ResourceVersion));
    }

    [Test]
    public async Task Another_managers_field_is_a_conflict_that_names_both_unless_forced()
    {
        var maps = Client.Resource<ConfigMap>();
        await maps.ApplyAsync(ApplyConfiguration.From(ConfigMap("x", Entry("a", "1"))), Ours, Ct);

        var conflict = Refused.By(() => maps.ApplyAsync(ApplyConfiguration.From(ConfigMap("x", Entry("a", "2"))), Politely, Ct));
        var forced = await maps.ApplyAsync(ApplyConfiguration.From(ConfigMap("x", Entry("a", "2"))), Politely with { Force = true }, Ct);

        Assert.That(conflict.IsConflict, Is.True);
        Assert.That(conflict.Status.Details!.Causes!.Single(), Has.Property("Reason").EqualTo(StatusReasons.FieldManagerConflict).And.Property("Field").EqualTo(".data.a"));
        Assert.That(conflict.Message, Does.Contain("modelsync"));
        Assert.That(forced.Data!["a"], Is.EqualTo("2"));
    }

    [Test]
    public async Task Two_managers_share_an_object_and_each_gives_up_only_its_own()
    {
        var maps = Client.Resource<ConfigMap>();
        await maps.ApplyAsync(ApplyConfiguration.From(ConfigMap("x", Entry("ours", "1"))), Ours, Ct);
        await maps.ApplyAsync(ApplyConfiguration.From(ConfigMap("x", Entry("theirs", "1"))), Politely, Ct);

        var end = await maps.ApplyAsync(ApplyConfiguration.From(ConfigMap("x")), Ours, Ct);

        Assert.That(end.Data!.Keys, Is.EqualTo(new[] { "theirs" }));
    }

    [Test]
    public async Task A_resource_version_makes_an_apply_conditional()
    {
        var maps = Client.Resource<ConfigMap>();
        var first = await maps.ApplyAsync(ApplyConfiguration.From(ConfigMap("x", Entry("a", "1"))), Ours, Ct);
        await maps.PatchAsync(Key("x"), Json.MergePatch("""{"data":{"b":"1"}}"""), options: null, Ct);
        var stale = ConfigMap("x", Entry("a", "2"));
        stale = stale with { Metadata = stale.Metadata with { ResourceVersion = first.Metadata.ResourceVersion } };

        var conflict = Refused.By(() => maps.ApplyAsync(ApplyConfiguration.From(stale), Ours, Ct));

        Assert.That(conflict.IsConflict, Is.True);
    }

    [Test]
    public async Task Status_is_applied_through_its_subresource_alone()
    {
        await Widgets.InstallAsync(Ct);
        var widgets = Client.Dynamic(Widgets.Resource);
        await widgets.ApplyAsync(Configuration(Widgets.Resource, """ "spec":{"replicas":1} """), Ours, Ct);
        var status = Configuration(Widgets.Resource, """ "status":{"phase":"Ok"} """);

        var applied = await widgets.Status.ApplyAsync(status, Ours, Ct);

        Assert.That(applied.At("status", "phase"), Is.EqualTo("Ok"));
        Assert.That(applied.At("spec", "replicas"), Is.EqualTo("1"));
        Assert.That(() => widgets.ApplyAsync(status, Ours, Ct), Throws.ArgumentException.With.Message.Contains("through Status"));
    }

    [Test]
    public async Task Typed_objects_are_applied_as_they_are()
    {
        var deployment = new Deployment
        {
            Metadata = new ObjectMeta { Namespace = Namespace, Name = "typed", Labels = [Entry("l", "1")] },
            Spec = new DeploymentSpec
            {
                Replicas = 0,
                Selector = new LabelSelector { MatchLabels = [Entry("a", "b")] },
                Template = new PodTemplateSpec
                {
                    Metadata = new ObjectMeta { Labels = [Entry("a", "b")] },
                    Spec = new PodSpec { Containers = [new Container { Name = "m", Image = "m:1", Ports = [new ContainerPort { Port = 80, Protocol = "TCP" }] }] },
                },
            },
        };

        var applied = await Client.Resource<Deployment>().ApplyAsync(ApplyConfiguration.From(deployment), Ours, Ct);

        Assert.That(applied.Spec!.Template!.Spec!.Containers!.Single().Ports, Is.EqualTo(deployment.Spec.Template.Spec.Containers[0].Ports));
    }

    private static TestCaseData Child(ResourceInfo resource, string before, string after, params object[][] removed) =>
        new TestCaseData(resource, before, after, removed).SetArgDisplayNames(resource.Kind);

    private async Task<ResourceInfo> ServedAsync(ResourceInfo resource)
    {
        var served = await Client.Discovery.GetResourcesAsync(Ct);
        return served.Find(resource.Group, resource.Kind, resource.Version, "v1beta1") ?? throw new AssertionException($"{resource} is not served");
    }

    private ApplyConfiguration Configuration(ResourceInfo resource, string members)
    {
        var identity = $"\"name\":\"x\",\"namespace\":\"{Namespace}\"";
        const string Metadata = "\"metadata\":{";
        var body = members.Contains(Metadata, StringComparison.Ordinal)
            ? members.Replace(Metadata, Metadata + identity + ",", StringComparison.Ordinal)
            : Metadata + identity + "}," + members;

        // A pod template has metadata too: only the first is the object's own.
        return ApplyConfiguration.FromJson(resource, System.Text.Encoding.UTF8.GetBytes("{" + (members.TrimStart().StartsWith(Metadata, StringComparison.Ordinal) ? body : Metadata + identity + "}," + members) + "}"));
    }
}
