using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Testing;
using ModelSync.TestOperator;

namespace ModelSync.EndToEnd.Runtime;

/// <summary>A controller with For, Owns and a finalizer in a process of its own, against a real API server.</summary>
public sealed class ControllerTests : ClusterTest
{
    private const string Parent = "parent";
    private const string Foreign = "example.com/somebody-elses";

    [Test]
    public async Task A_child_is_made_follows_its_parent_and_comes_back_when_it_is_deleted()
    {
        await using var running = await StartAsync("one");
        await CreateParentAsync();
        var child = await ChildAsync(map => map is not null, "there is a child");
        await PatchParentAsync("""{"data":{"value":"new"}}""");
        await ChildAsync(map => map?.Data?[Conventions.Value] == "new", "the child has the parent's value");

        await Client.Resource<ConfigMap>().DeleteAsync(Key(Conventions.ChildOf(Parent)), options: null, Ct);

        var again = await ChildAsync(map => map is not null && map.Metadata.Uid != child.Metadata.Uid, "the child is back");
        Assert.That(again.Data![Conventions.Value], Is.EqualTo("new"));
        Assert.That(again.Metadata.ControllerOwner!.Name, Is.EqualTo(Parent));
    }

    [Test]
    public async Task A_deletion_runs_the_cleanup_and_leaves_the_finalizers_of_others()
    {
        await using var running = await StartAsync("one");
        await CreateParentAsync(Foreign);
        await ChildAsync(map => map is not null, "there is a child");
        Assert.That((await ParentAsync())!.Metadata.Finalizers, Is.EquivalentTo(new[] { Foreign, Conventions.Finalizer }));

        await Client.Resource<ConfigMap>().DeleteAsync(Key(Parent), options: null, Ct);
        await running.WaitForAsync("cleaned", Ct);

        await Eventually.TrueAsync(async () => (await ParentAsync())?.Metadata.Finalizers is [Foreign], "only the finalizer of somebody else is left", Ct);
        Assert.That(await Client.Resource<ConfigMap>().GetAsync(Key(Conventions.GraveOf(Parent)), Ct), Is.Not.Null);
        Assert.That(await Client.Resource<ConfigMap>().GetAsync(Key(Conventions.ChildOf(Parent)), Ct), Is.Null);
        await PatchParentAsync("""{"metadata":{"finalizers":null}}""");
        await Eventually.TrueAsync(async () => await ParentAsync() is null, "the parent is gone", Ct);
    }

    [Test]
    public async Task A_cleanup_that_was_cut_short_by_a_kill_is_ended_by_the_next_process()
    {
        await using (var killed = await StartAsync("one"))
        {
            await CreateParentAsync();
            await ChildAsync(map => map is not null, "there is a child");
            await PatchParentAsync("{\"metadata\":{\"annotations\":{\"" + Conventions.Hold + "\":\"yes\"}}}");
            await Client.Resource<ConfigMap>().DeleteAsync(Key(Parent), options: null, Ct);
            await killed.WaitForAsync("cleaning", Ct);
            await killed.KillAsync(Ct);
        }

        Assert.That((await ParentAsync())!.Metadata.Finalizers, Does.Contain(Conventions.Finalizer));
        await PatchParentAsync("{\"metadata\":{\"annotations\":{\"" + Conventions.Hold + "\":null}}}");
        await using var next = await StartAsync("two");
        await next.WaitForAsync("cleaned", Ct);

        await Eventually.TrueAsync(async () => await ParentAsync() is null, "the parent is gone", Ct);
        Assert.That((await Client.Resource<ConfigMap>().GetAsync(Key(Conventions.GraveOf(Parent)), Ct))!.Data![Conventions.Identity], Is.EqualTo("two"));
    }

    [Test]
    public async Task A_running_operator_answers_scrapers_and_probes()
    {
        await using var running = await StartAsync("one");
        await CreateParentAsync();
        await running.WaitForAsync("reconciled", Ct);
        using var http = new HttpClient { BaseAddress = new Uri((await running.WaitForAsync("listening", Ct)).Details) };

        var metrics = await http.GetStringAsync(new Uri("metrics", UriKind.Relative), Ct);
        using var alive = await http.GetAsync(new Uri("healthz", UriKind.Relative), Ct);
        using var ready = await http.GetAsync(new Uri("readyz", UriKind.Relative), Ct);

        Assert.That(alive.IsSuccessStatusCode && ready.IsSuccessStatusCode, Is.True);
        Assert.That(metrics, Does.Contain("modelsync_reconciles_total{").And.Contain("modelsync_workqueue_depth{").And.Contain("modelsync_leader"));
    }

    // Each with a Lease of its own: who comes after a kill need not wait for the old one to expire.
    private async Task<OperatorProcess> StartAsync(string identity)
    {
        var process = OperatorProcess.Start(Cluster.ControlPlane.AdminKubeconfigPath, Namespace, $"lease-{identity}", identity);
        await process.WaitForAsync("leading", Ct);
        return process;
    }

    private Task<ConfigMap> CreateParentAsync(params string[] finalizers) => Client.Resource<ConfigMap>().CreateAsync(
        ConfigMap(Parent, Entry(Conventions.Value, "old")) with
        {
            Metadata = new ObjectMeta
            {
                Namespace = Namespace,
                Name = Parent,
                Labels = [Entry(Conventions.Role, Conventions.Parent)],
                Finalizers = finalizers.Length > 0 ? finalizers : null,
            },
        },
        options: null,
        Ct);

    private Task<ConfigMap> PatchParentAsync(string json) => Client.Resource<ConfigMap>().PatchAsync(Key(Parent), Json.MergePatch(json), options: null, Ct);

    private Task<ConfigMap?> ParentAsync() => Client.Resource<ConfigMap>().GetAsync(Key(Parent), Ct);

    private async Task<ConfigMap> ChildAsync(Func<ConfigMap?, bool> condition, string what)
    {
        ConfigMap? child = null;
        await Eventually.TrueAsync(async () => condition(child = await Client.Resource<ConfigMap>().GetAsync(Key(Conventions.ChildOf(Parent)), Ct)), what, Ct);
        return child!;
    }
}
