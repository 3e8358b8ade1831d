using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.DataPlane;

/// <summary>Which listeners there are; thread-safe, and it can be waited on.</summary>
internal sealed class ListenerDirectory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ObjectKey Owner, string? Section), DataPlaneListener> _listeners = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>All of them, by kind and name.</summary>
    public IReadOnlyList<DataPlaneListener> All => Read().All;

    /// <summary>The state now, and a task that ends with the next change of it.</summary>
    public (IReadOnlyList<DataPlaneListener> All, Task Changed) Read()
    {
        lock (_lock)
        {
            var sorted = _listeners
                .OrderBy(entry => entry.Key.Owner.ToString(), StringComparer.Ordinal)
                .ThenBy(entry => entry.Key.Section, StringComparer.Ordinal)
                .Select(entry => entry.Value);
            return ([.. sorted], _changed.Task);
        }
    }

    /// <summary>The only listener of an object, or the one of a section; null where there is none.</summary>
    public DataPlaneListener? Find(string kind, NamespacedName name, string? section) => FindAndWatch(kind, name, section).Found;

    /// <summary>Waits until it is there.</summary>
    public async Task<DataPlaneListener> WaitAsync(string kind, NamespacedName name, string? section, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (found, changed) = FindAndWatch(kind, name, section);
            if (found is not null)
            {
                return found;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Put(ObjectKey owner, string? section, int port, IReadOnlyList<string> hosts)
    {
        var listener = new DataPlaneListener
        {
            Kind = owner.Kind,
            Namespace = owner.Name.Namespace ?? "",
            Name = owner.Name.Name,
            Section = section,
            Port = port,
            Hosts = hosts,
        };
        Change(listeners =>
        {
            var isNew = !listeners.TryGetValue((owner, section), out var present)
                || present.Port != port
                || !present.Hosts.SequenceEqual(hosts, StringComparer.Ordinal);
            listeners[(owner, section)] = listener;
            return isNew;
        });
    }

    public void Remove(ObjectKey owner, string? section) => Change(listeners => listeners.Remove((owner, section)));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (DataPlaneListener? Found, Task Changed) FindAndWatch(string kind, NamespacedName name, string? section)
    {
        var owner = new ObjectKey(kind, name);
        lock (_lock)
        {
            var found = section is null
                ? _listeners
                    .Where(entry => entry.Key.Owner == owner)
                    .OrderBy(entry => entry.Key.Section, StringComparer.Ordinal)
                    .Select(entry => entry.Value)
                    .FirstOrDefault()
                : _listeners.GetValueOrDefault((owner, section));
            return (found, _changed.Task);
        }
    }

    private void Change(Func<Dictionary<(ObjectKey Owner, string? Section), DataPlaneListener>, bool> change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (!change(_listeners))
            {
                return;
            }

            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }
}
