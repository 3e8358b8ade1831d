using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What a whole list changes; the deletions that nobody has told come from here.</summary>
internal static class StoreDifference
{
    public static List<StoreChange> Between<T>(ObjectTable current, ObjectTable listed, IndexTable<T> indexes)
        where T : class, IKubernetesObject
    {
        var changes = new List<StoreChange>(current.Count == 0 ? listed.Count : 16);
        foreach (var (ns, objects) in listed.Namespaces)
        {
            var known = current.In(ns);
            foreach (var (name, value) in objects)
            {
                var old = known.GetValueOrDefault(name);
                if (old is null || !(ReferenceEquals(old, value) || ObjectIdentity.IsSameState(old, value)))
                {
                    changes.Add(indexes.NewChange(new NamespacedName(ns, name), old, value));
                }
            }
        }

        // Only now, after the last page: what an earlier page does not show may stand on a later one.
        foreach (var (ns, objects) in current.Namespaces)
        {
            var kept = listed.In(ns);
            foreach (var (name, old) in objects)
            {
                if (!kept.ContainsKey(name))
                {
                    changes.Add(indexes.NewChange(new NamespacedName(ns, name), old, value: null));
                }
            }
        }

        return changes;
    }
}
