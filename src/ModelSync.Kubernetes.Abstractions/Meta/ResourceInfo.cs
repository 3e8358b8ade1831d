using System.Buffers;

namespace ModelSync.Kubernetes.Meta;

/// <summary>How the API names one kind of object in one version.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version within the group, such as `v1`.</param>
/// <param name="Kind">The kind as manifests write it.</param>
/// <param name="Plural">The plural that stands in paths.</param>
/// <param name="Scope">Where its objects live.</param>
public sealed record ResourceInfo(string Group, string Version, string Kind, string Plural, ResourceScope Scope = ResourceScope.Namespaced)
{
    private static readonly SearchValues<char> NotInSegments = SearchValues.Create("/%");
    private static readonly SearchValues<char> NotInSubresources = SearchValues.Create("%?#");

    /// <summary>`group/version`, or the bare version in the core group.</summary>
    // Computed, because a copy made by `with` would keep the text of the original.
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>`plural.group` as kubectl takes it and CRDs are named, or the bare plural in the core group.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The path of all objects of the kind (null), or of those in one namespace, relative to the server's address.</summary>
    /// <exception cref="ArgumentException">A namespace is given for a cluster-scoped kind, or it is empty or cannot stand in a path.</exception>
    public string CollectionPath(string? ns)
    {
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        if (ns is null)
        {
            return $"{root}/{Plural}";
        }

        if (Scope == ResourceScope.Cluster)
        {
            throw new ArgumentException($"{Kind} ({ApiVersion}) is cluster-scoped: leave out the namespace \"{ns}\"", nameof(ns));
        }

        // Not "all": an empty text is an unset variable more often, and a delete would take the objects of everybody.
        if (ns.Length == 0)
        {
            throw new ArgumentException($"{Kind} ({ApiVersion}): the namespace is empty; name one, or pass null for all namespaces", nameof(ns));
        }

        CheckSegment(ns, "namespace", nameof(ns));
        return $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}";
    }

    /// <summary>The path of one object, or of a subresource of it, relative to the server's address.</summary>
    /// <exception cref="ArgumentException">The name is empty, a part cannot stand in a path, or the key's namespace does not fit the kind's scope.</exception>
    public string ObjectPath(NamespacedName key, string? subresource = null)
    {
        if (string.IsNullOrEmpty(key.Name))
        {
            throw new ArgumentException($"{Kind} ({ApiVersion}): the object's name is empty", nameof(key));
        }

        CheckSegment(key.Name, "name", nameof(key));
        if (Scope == ResourceScope.Namespaced && key.Namespace is null)
        {
            throw new ArgumentException($"{Kind} ({ApiVersion}) \"{key.Name}\" is namespaced: name its namespace", nameof(key));
        }

        var path = $"{CollectionPath(key.Namespace)}/{Uri.EscapeDataString(key.Name)}";
        if (subresource is null)
        {
            return path;
        }

        CheckSubresource(subresource);
        return $"{path}/{subresource}";
    }

    /// <inheritdoc />
    public override string ToString() => $"{ApiVersion} {Kind}";

    // `..` survives escaping and would lead to another object's path; the API allows no such names.
    private void CheckSegment(string segment, string what, string parameter)
    {
        if (segment is "." or ".." || segment.AsSpan().ContainsAny(NotInSegments))
        {
            throw new ArgumentException(
                $"{Kind} ({ApiVersion}): \"{segment}\" cannot be a {what}: it is \".\" or \"..\", or holds \"/\" or \"%\"", parameter);
        }
    }

    // Subresources may have parts of their own, such as `proxy/metrics`, and are written as they are.
    private void CheckSubresource(string subresource)
    {
        var isWrong = subresource.AsSpan().ContainsAny(NotInSubresources);
        foreach (var part in subresource.AsSpan().Split('/'))
        {
            isWrong |= subresource.AsSpan()[part] is "" or "." or "..";
        }

        if (isWrong)
        {
            throw new ArgumentException(
                $"{Kind} ({ApiVersion}): \"{subresource}\" cannot be a subresource: a part is empty, \".\" or \"..\", or it holds \"%\", \"?\" or \"#\"", nameof(subresource));
        }
    }
}
