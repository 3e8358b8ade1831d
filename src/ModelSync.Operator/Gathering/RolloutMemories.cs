using System.Collections.Concurrent;
using ModelSync.Kubernetes.Controllers;

namespace ModelSync.Operator.Gathering;

/// <summary>The memories of all rollouts; thread-safe.</summary>
internal sealed class RolloutMemories
{
    private readonly ConcurrentDictionary<Request, RolloutMemory> _memories = new();

    /// <summary>The memory of a rollout; a new one where another rollout had the name before.</summary>
    public RolloutMemory Of(Request rollout, string uid) => _memories.AddOrUpdate(
        rollout,
        static (_, id) => new RolloutMemory(id),
        static (_, known, id) => string.Equals(known.Uid, id, StringComparison.Ordinal) ? known : new RolloutMemory(id),
        uid);

    public void Forget(Request rollout) => _memories.TryRemove(rollout, out _);
}
