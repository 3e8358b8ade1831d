using System.Text;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Patching;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Operator;

/// <summary>A namespace of <see cref="BareWorld"/>. At its end it takes the finalizers off: no operator is left to do so, and a namespace that cannot end keeps the API server busy.</summary>
internal sealed class BarePlace(PlaygroundNamespace place) : IAsyncDisposable
{
    public PlaygroundNamespace Place => place;

    public async ValueTask DisposeAsync()
    {
        var rollouts = place.Cluster.Client.Resource<ModelRollout>();
        var list = await rollouts.ListAsync(new ListOptions { Namespace = place.Name }, CancellationToken.None);
        foreach (var rollout in list.Items.Where(static one => one.Metadata.Finalizers is { Count: > 0 }))
        {
            await rollouts.PatchAsync(place.Key(rollout.Metadata.Name!), Patch.Merge(Encoding.UTF8.GetBytes("""{"metadata":{"finalizers":null}}""")), options: null, CancellationToken.None);
        }

        await place.DisposeAsync();
    }
}
