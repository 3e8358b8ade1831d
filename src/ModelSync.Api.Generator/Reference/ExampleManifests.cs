using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Generator.Reference;

/// <summary>The least valid manifest of each kind.</summary>
public static class ExampleManifests
{
    /// <summary>The manifest, as YAML.</summary>
    /// <exception cref="InvalidOperationException">There is none of that kind.</exception>
    public static string Of(ResourceInfo kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        using var stream = typeof(ExampleManifests).Assembly.GetManifestResourceStream($"{kind.Kind}.yaml")
            ?? throw new InvalidOperationException($"{kind.Kind} has no example: write the least that is valid into Examples/{kind.Kind}.yaml.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
