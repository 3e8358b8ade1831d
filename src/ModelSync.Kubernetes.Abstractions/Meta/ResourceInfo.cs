namespace ModelSync.Kubernetes.Meta;

/// <summary>How the API names one kind of object in one version.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version within the group, such as `v1`.</param>
/// <param name="Kind">The kind as manifests write it.</param>
/// <param name="Plural">The plural that stands in paths.</param>
/// <param name="Scope">Where its objects live.</param>
public sealed record ResourceInfo(string Group, string Version, string Kind, string Plural, ResourceScope Scope = ResourceScope.Namespaced)
{
    // Not stored: `with { Version = … }` would copy what the old version made.
    /// <summary>`group/version`, or the bare version in the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The path of all objects of the kind, or of those in one namespace, relative to the server's address.</summary>
    /// <exception cref="ArgumentException">A namespace is given for a cluster-scoped kind.</exception>
    public string CollectionPath(string? ns)
    {
        if (Scope == ResourceScope.Cluster && ns is not null)
        {
            throw new ArgumentException($"{Kind} ({ApiVersion}) is cluster-scoped: leave out the namespace \"{ns}\"", nameof(ns));
        }

        if (ns is not null)
        {
            CheckSegment(ns, "namespace");
        }

        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        return ns is null ? $"{root}/{Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}";
    }

    /// <summary>The path of one object, or of a subresource of it, relative to the server's address.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the key's namespace does not fit the kind's scope.</exception>
    public string ObjectPath(NamespacedName key, string? subresource = null)
    {
        if (string.IsNullOrEmpty(key.Name))
        {
            throw new ArgumentException($"{Kind} ({ApiVersion}): the object's name is empty", nameof(key));
        }

        CheckSegment(key.Name, "name");
        if (Scope == ResourceScope.Namespaced && string.IsNullOrEmpty(key.Namespace))
        {
            throw new ArgumentException($"{Kind} ({ApiVersion}) \"{key.Name}\" is namespaced: name its namespace", nameof(key));
        }

        var path = $"{CollectionPath(key.Namespace)}/{Uri.EscapeDataString(key.Name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }

    // `..` survives escaping and would lead to another object's path; the API allows no such names.
    private void CheckSegment(string segment, string what)
    {
        if (segment is "." or ".." || segment.AsSpan().ContainsAny('/', '%'))
        {
            throw new ArgumentException($"{Kind} ({ApiVersion}): \"{segment}\" cannot be a {what}: it is \".\" or \"..\", or holds \"/\" or \"%\"");
        }
    }

    /// <inheritdoc />
    public override string ToString() => $"{ApiVersion} {Kind}";
}
