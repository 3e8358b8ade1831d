using System.Collections;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>What stands on every log line of one reconcile.</summary>
internal sealed class ReconcileScope(string controller, Request request, string reconcileId) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 5;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("controller", controller),
        1 => new("cluster", request.Cluster.Value),
        2 => new("namespace", request.Key.Namespace),
        3 => new("name", request.Key.Name),
        4 => new("reconcileId", reconcileId),
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "a reconcile's scope has five entries"),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // For loggers that print scopes as text.
    public override string ToString() => $"{controller} {request} {reconcileId}";
}
