using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.EndToEnd.Client;

public sealed class SubresourceTests : ClusterTest
{
    [Test]
    public async Task Status_and_scale_are_changed_apart_from_the_rest()
    {
        await Widgets.InstallAsync(Ct);
        var widgets = Client.Dynamic(Widgets.Resource);
        await widgets.CreateAsync(Widgets.New(Key("w"), """{"replicas":2}"""), options: null, Ct);

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
    public async Task Subresources_of_other_kinds_are_posted()
    {
        var accounts = Client.Dynamic(new ResourceInfo("", "v1", "ServiceAccount", "serviceaccounts"));
        await accounts.CreateAsync(Json.Object($$$"""{"metadata":{"name":"bot","namespace":"{{{Namespace}}}"}}"""), options: null, Ct);
        var tokenRequest = new ResourceInfo("authentication.k8s.io", "v1", "TokenRequest", "tokenrequests");

        var answer = await accounts.Subresource("token", ResourceType.Dynamic(tokenRequest))
            .CreateAsync(Key("bot"), Json.Object("""{"metadata":{},"spec":{"audiences":["a"],"expirationSeconds":600}}"""), options: null, Ct);

        Assert.That(answer.At("status", "token"), Has.Length.GreaterThan(100));
    }
}
