using System.Globalization;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>The client's end of one watch.</summary>
internal sealed class SimulatedWatch<T>(SimulatedWatcher watcher, ResourceType<T> type, Action<SimulatedWatcher> close, CancellationToken opening) : IWatch<T>
    where T : class, IKubernetesObject
{
    public async IAsyncEnumerator<WatchEvent<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, opening);
        await foreach (var frame in watcher.Frames.ReadAllAsync(ended.Token))
        {
            var version = new ResourceVersion(frame.Version.ToString(CultureInfo.InvariantCulture));
            if (frame.Type == WatchEventType.Bookmark)
            {
                yield return new WatchEvent<T>(frame.Type, Object: null, Invalid: null, version, frame.IsInitialEventsEnd);
                continue;
            }

            var value = SimulatedDecoder.Decode(type, frame.Json, out var invalid);
            yield return new WatchEvent<T>(frame.Type, value, invalid, version);
        }
    }

    public ValueTask DisposeAsync()
    {
        close(watcher);
        return ValueTask.CompletedTask;
    }
}
