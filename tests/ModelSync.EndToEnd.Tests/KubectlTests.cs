using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.EndToEnd;

/// <summary>What our client writes, kubectl reads, and the other way round.</summary>
public sealed class KubectlTests : ClusterTest
{
    [Test]
    public async Task Kubectl_and_our_client_see_the_same_objects()
    {
        var applied = await Cluster.ControlPlane.KubectlAsync(
            ["-n", Namespace, "apply", "-f", "-"], "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: theirs}\ndata: {a: \"1\"}\n", Ct);
        await Client.Resource<ConfigMap>().CreateAsync(ConfigMap("ours", Entry("b", "2")), options: null, Ct);

        var shown = await Cluster.ControlPlane.KubectlAsync(["-n", Namespace, "get", "configmap", "ours", "-o", "jsonpath={.data.b}"], input: null, Ct);

        Assert.That(applied.ExitCode, Is.Zero, applied.Error);
        Assert.That(shown.Output, Is.EqualTo("2"), shown.Error);
        Assert.That((await Client.Resource<ConfigMap>().GetAsync(Key("theirs"), Ct))!.Data!["a"], Is.EqualTo("1"));
    }
}
