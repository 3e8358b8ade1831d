using System.Collections.Immutable;
using System.Globalization;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Testing;
using ModelSync.TestOperator;

namespace ModelSync.EndToEnd.LeaderElection;

/// <summary>Keeps a parent changing and notes who writes its child in which term, in the order of the server.</summary>
internal sealed class ChildHistory : IAsyncDisposable
{
    private const string Parent = "busy";
    private const int EnoughWrites = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping;
    private readonly IResourceClient<ConfigMap> _maps;
    private readonly string _namespace;
    private readonly Task _working;
    private ImmutableList<(long Epoch, string Identity)> _writes = [];

    private ChildHistory(IKubernetesClient client, string ns, CancellationToken cancellationToken)
    {
        _maps = client.Resource<ConfigMap>();
        _namespace = ns;
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _working = Task.WhenAll(ChangeAsync(_stopping.Token), NoteAsync(_stopping.Token));
    }

    /// <summary>Who wrote, in order.</summary>
    public ImmutableList<(long Epoch, string Identity)> Writes => Volatile.Read(ref _writes);

    public static async Task<ChildHistory> StartAsync(IKubernetesClient client, string ns, CancellationToken cancellationToken)
    {
        await client.Resource<ConfigMap>().CreateAsync(
            new ConfigMap { Metadata = new ObjectMeta { Namespace = ns, Name = Parent, Labels = [KeyValuePair.Create(Conventions.Role, Conventions.Parent)] } },
            options: null,
            cancellationToken);
        return new ChildHistory(client, ns, cancellationToken);
    }

    /// <summary>Waits until somebody has written some times, so that a late write of another would be among them.</summary>
    public Task WrittenByAsync(string identity, CancellationToken cancellationToken) => Eventually.TrueAsync(
        () => Task.FromResult(Writes.Count(write => write.Identity == identity) >= EnoughWrites), $"{identity} has written", cancellationToken);

    /// <summary>No term has two writers, and none writes after a later one has.</summary>
    public void AssertOneLeaderAtATime()
    {
        var writes = Writes;
        TestContext.Out.WriteLine(string.Join(", ", writes.GroupBy(write => write).Select(group => $"{group.Key}: {group.Count()} writes")));
        Assert.That(writes.Select(write => write.Epoch), Is.Ordered);
        Assert.That(writes.Distinct().Select(write => write.Epoch), Is.Unique);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        for (var value = 0; ; value++)
        {
            await _maps.PatchAsync(
                new NamespacedName(_namespace, Parent), Json.MergePatch("{\"data\":{\"" + Conventions.Value + "\":\"" + value + "\"}}"), options: null, cancellationToken);
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        var list = await _maps.ListAsync(new ListOptions { Namespace = _namespace }, cancellationToken);
        await using var watch = await _maps.WatchAsync(
            new WatchOptions { Namespace = _namespace, ResourceVersion = list.ResourceVersion, Timeout = TimeSpan.FromMinutes(5) }, cancellationToken);
        await foreach (var seen in watch.WithCancellation(cancellationToken))
        {
            if (seen.Object is { Data: { } data } map && map.Metadata.Name == Conventions.ChildOf(Parent))
            {
                Note(data);
            }
        }
    }

    private void Note(StringMap data) =>
        Volatile.Write(ref _writes, _writes.Add((long.Parse(data[Conventions.Epoch], CultureInfo.InvariantCulture), data[Conventions.Identity])));
}
