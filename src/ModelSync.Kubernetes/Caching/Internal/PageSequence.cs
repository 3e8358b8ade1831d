using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>The pages of one list: all show the state of the first, and each names another one to follow.</summary>
internal struct PageSequence
{
    private string? _continue;

    public int Count { get; private set; }

    public ResourceVersion Version { get; private set; }

    /// <exception cref="KubernetesConnectionException">The page names itself as the next one, so that the list would have no end.</exception>
    public void Add(ResourceVersion version, string? next)
    {
        if (next is not null && string.Equals(next, _continue, StringComparison.Ordinal))
        {
            throw new KubernetesConnectionException("the list goes round in circles: two pages in a row name the same continue token");
        }

        Version = Count++ == 0 ? version : Version;
        _continue = next;
    }

    /// <exception cref="KubernetesConnectionException">The list broke off.</exception>
    public readonly void End()
    {
        if (Count == 0 || _continue is not null)
        {
            throw new KubernetesConnectionException($"the list broke off after {Count} pages");
        }
    }
}
