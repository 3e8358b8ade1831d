using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Discovery;

/// <summary>What a server serves, in its own order of preference.</summary>
/// <param name="Resources">Every kind in every served version.</param>
/// <param name="StaleGroups">The group versions that could not be asked, because their own server did not answer.</param>
public sealed record ServedResources(IReadOnlyList<ResourceInfo> Resources, IReadOnlyList<string> StaleGroups)
{
    /// <summary>The kind in the first of the wanted versions that is served, or null. Names are exact.</summary>
    public ResourceInfo? Find(string group, string kind, params ReadOnlySpan<string> versions)
    {
        foreach (var version in versions)
        {
            var found = Resources.FirstOrDefault(resource => Is(resource, group, kind) && string.Equals(resource.Version, version, StringComparison.Ordinal));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The kind in the version that the server prefers, or null.</summary>
    public ResourceInfo? FindPreferred(string group, string kind) => Resources.FirstOrDefault(resource => Is(resource, group, kind));

    private static bool Is(ResourceInfo resource, string group, string kind) =>
        string.Equals(resource.Group, group, StringComparison.Ordinal) && string.Equals(resource.Kind, kind, StringComparison.Ordinal);
}
