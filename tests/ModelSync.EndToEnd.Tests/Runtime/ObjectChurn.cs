using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.EndToEnd.Runtime;

/// <summary>
/// Several writers that create, change, delete and create anew ConfigMaps, each its own share of the names. What fails is tried again until it is done, so that
/// it also gets through the death of a server, in the middle of which nobody knows what was done.
/// </summary>
internal sealed class ObjectChurn(IKubernetesClient client, string ns, int objects)
{
    private const int Writers = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IResourceClient<ConfigMap> _maps = client.Resource<ConfigMap>();

    /// <summary>Creates all objects.</summary>
    public Task FillAsync(CancellationToken cancellationToken) => ForEachAsync(CreateAsync, cancellationToken);

    /// <summary>Changes a third of the objects, deletes a fifth and creates half of those anew; calls back once when half of it is done.</summary>
    public async Task ChangeAsync(Func<Task>? halfWay, CancellationToken cancellationToken)
    {
        var done = 0;
        var middle = Task.CompletedTask;
        await ForEachAsync(
            async (number, ct) =>
            {
                if (Interlocked.Increment(ref done) == objects / 2 && halfWay is not null)
                {
                    middle = halfWay();
                }

                await ChangeAsync(number, ct);
            },
            cancellationToken);
        await middle;
    }

    /// <summary>Deletes, changes and creates a few, of every kind of change some.</summary>
    public async Task ChangeSomeAsync(CancellationToken cancellationToken)
    {
        foreach (var number in Enumerable.Range(0, Math.Min(objects, 120)))
        {
            await ChangeAsync(number, cancellationToken);
        }
    }

    private static string NameOf(int number) => $"object-{number:00000}";

    private Task ForEachAsync(Func<int, CancellationToken, Task> action, CancellationToken cancellationToken) => Parallel.ForAsync(
        0, objects, new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken }, async (number, ct) => await action(number, ct));

    private async Task ChangeAsync(int number, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(ns, NameOf(number));
        if (number % 3 == 0)
        {
            await UntilDoneAsync(() => _maps.PatchAsync(key, World.Json.MergePatch("""{"data":{"changed":"yes"}}"""), options: null, cancellationToken), cancellationToken);
        }

        if (number % 5 == 0)
        {
            await UntilDoneAsync(() => _maps.DeleteAsync(key, options: null, cancellationToken), cancellationToken);
        }

        if (number % 10 == 0)
        {
            await CreateAsync(number, cancellationToken);
        }
    }

    private Task CreateAsync(int number, CancellationToken cancellationToken) => UntilDoneAsync(
        () => _maps.CreateAsync(
            new ConfigMap { Metadata = new ObjectMeta { Namespace = ns, Name = NameOf(number) }, Data = [KeyValuePair.Create("number", $"{number}")] },
            options: null,
            cancellationToken),
        cancellationToken);

    private static async Task UntilDoneAsync(Func<Task> request, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await request();
                return;
            }
            catch (KubernetesApiException exception) when (exception.IsAlreadyExists || exception.IsNotFound)
            {
                // Done by a request whose answer was lost.
                return;
            }
            catch (KubernetesException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }
}
