using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;

namespace ModelSync.EndToEnd.Api;

/// <summary>Two managers share an object by server-side apply.</summary>
public sealed class MergeTests : ClusterTest
{
    private static readonly ApplyOptions One = new("one", Force: false);
    private static readonly ApplyOptions Two = new("two", Force: false);

    [SetUp]
    public Task InstallAsync() => ApiKindsOnServer.InstallAsync(Ct);

    [Test]
    public async Task Lists_with_keys_are_merged_item_by_item()
    {
        var policies = Client.Dynamic(ModelPolicy.Resource);
        await policies.ApplyAsync(ApiKindsOnServer.Configuration(ModelPolicy.Resource, Key("p"), """{"rules":[{"name":"a","pinnedImage":{}}]}"""), One, Ct);
        var both = await policies.ApplyAsync(ApiKindsOnServer.Configuration(ModelPolicy.Resource, Key("p"), """{"rules":[{"name":"b","versioning":{}}]}"""), Two, Ct);

        Assert.That((both.At("spec", "rules", 0, "name"), both.At("spec", "rules", 1, "name")), Is.EqualTo(("a", "b")));
    }

    [Test]
    public async Task Sets_are_merged_value_by_value()
    {
        var policies = Client.Dynamic(ModelPolicy.Resource);
        await policies.ApplyAsync(ApiKindsOnServer.Configuration(ModelPolicy.Resource, Key("p"), """{"match":{"models":["a"]},"rules":[{"name":"a","pinnedImage":{}}]}"""), One, Ct);
        var both = await policies.ApplyAsync(ApiKindsOnServer.Configuration(ModelPolicy.Resource, Key("p"), """{"match":{"models":["b"]},"rules":[{"name":"a","pinnedImage":{}}]}"""), Two, Ct);

        Assert.That(both.At("spec", "match", "models"), Is.EqualTo("""["a","b"]"""));
    }

    /// <summary>Kubernetes 1.20 forgets all list keys of a kind that has an int-or-string field anywhere, as ModelRollout has: then the second manager meets a conflict.</summary>
    [Test]
    public async Task The_ports_of_a_rollout_are_merged_or_the_server_says_whose_they_are()
    {
        var rollouts = Client.Dynamic(ModelRollout.Resource);
        await rollouts.ApplyAsync(ApiKindsOnServer.Configuration(ModelRollout.Resource, Key("fraud"), Specs.Rollout), One, Ct);
        var withMetrics = ApiKindsOnServer.Configuration(ModelRollout.Resource, Key("fraud"), """{"ports":[{"name":"metrics","port":9090}]}""");

        if (Cluster.Version.HasFieldValidation)
        {
            var both = await rollouts.ApplyAsync(withMetrics, Two, Ct);
            Assert.That((both.At("spec", "ports", 0, "name"), both.At("spec", "ports", 1, "name")), Is.EqualTo(("http", "metrics")));
        }
        else
        {
            Assert.That(Refused.By(() => rollouts.ApplyAsync(withMetrics, Two, Ct)).Message, Does.Contain("conflict with \"one\": .spec.ports"));
        }
    }
}
