using ModelSync.Api.Versions;

namespace ModelSync.Registries.Components;

/// <summary>Where a component is, and what its digest is worth there.</summary>
public abstract record ComponentSource
{
    private static readonly string[] Known = ["oci://HOST/REPOSITORY:TAG", "https://HOST/PATH with a digest", "pvc://CLAIM/PATH with a digest"];

    private ComponentSource()
    {
    }

    /// <summary>Reads the address of a component.</summary>
    public static ComponentSource Of(ModelComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        var uri = component.Uri ?? string.Empty;
        var colon = uri.IndexOf("://", StringComparison.Ordinal);
        return (colon < 0 ? null : uri[..colon], component.Role) switch
        {
            (null, ComponentRole.Image) =>
                ImageReference.TryParse(uri, out var image, out var error) ? In(image, component) : new Unreadable(error),
            ("oci", not ComponentRole.Image) =>
                ImageReference.TryParseOci(uri, out var artifact, out var error) ? In(artifact, component) : new Unreadable(error),
            ("https" or "pvc", not ComponentRole.Image) when component.Digest is null =>
                new Refused($"{uri} has no digest of its own: write the digest of the file as sha256:HEX in components[{component.Name}].digest"),
            ("https", not ComponentRole.Image) => new Declared(DigestStrength.Provider),
            ("pvc", not ComponentRole.Image) => new Declared(DigestStrength.Weak),
            (_, ComponentRole.Image) => new Refused($"{uri} is no image reference: write it without a scheme, such as registry.example/serving/fraud:1.9"),
            _ => new Refused($"{uri} is at an address that this build cannot pin: use {string.Join(", or ", Known)}"),
        };
    }

    private static Registry In(ImageReference reference, ModelComponent component) =>
        new(reference, HasTag: reference.Digest is null && (reference.Tag is not null || component.Digest is null));

    /// <summary>An artifact in a registry, whose digest is computed.</summary>
    /// <param name="Reference">The artifact.</param>
    /// <param name="HasTag">Whether a tag decides what is pinned, or is declared beside the digest that does, so that it is worth watching.</param>
    public sealed record Registry(ImageReference Reference, bool HasTag) : ComponentSource;

    /// <summary>Something whose digest somebody says; nothing is read through the operator.</summary>
    public sealed record Declared(DigestStrength Strength) : ComponentSource;

    /// <summary>A reference that cannot be read.</summary>
    public sealed record Unreadable(string Error) : ComponentSource;

    /// <summary>An address that this build cannot pin.</summary>
    public sealed record Refused(string Error) : ComponentSource;
}
