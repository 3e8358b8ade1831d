using System.Collections.Concurrent;
using ModelSync.Kubernetes.Controllers;

namespace ModelSync.Operator.Gathering;

/// <summary>The memories of all rollouts; thread-safe.</summary>
internal sealed class RolloutMemories
{
    private readonly ConcurrentDictionary<Request, RolloutMemory> _memories = new();
    private readonly ConcurrentDictionary<Request, string?> _unreadable = new();

    /// <summary>The memory of a rollout; a new one where another rollout had the name before.</summary>
    public RolloutMemory Of(Request rollout, string uid) => _memories.AddOrUpdate(
        rollout,
        static (_, id) => new RolloutMemory(id),
        static (_, known, id) => string.Equals(known.Uid, id, StringComparison.Ordinal) ? known : new RolloutMemory(id),
        uid);

    /// <summary>Whether a rollout that cannot be read was not told of in this state yet.</summary>
    public bool IsNews(Request rollout, string? resourceVersion)
    {
        var isKnown = _unreadable.TryGetValue(rollout, out var known) && string.Equals(known, resourceVersion, StringComparison.Ordinal);
        _unreadable[rollout] = resourceVersion;
        return !isKnown;
    }

    public void Forget(Request rollout)
    {
        _memories.TryRemove(rollout, out _);
        _unreadable.TryRemove(rollout, out _);
    }
}
