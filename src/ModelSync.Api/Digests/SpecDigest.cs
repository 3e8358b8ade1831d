using System.Text.Json;
using ModelSync.Api.Versions;

namespace ModelSync.Api.Digests;

/// <summary>The digest of all that may not change in the spec of a ModelVersion; another one later is SpecMutated.</summary>
/// <remarks>
/// Like <see cref="PackageDigest"/> it does not depend on the order of lists, which Kubernetes lets change in an immutable list too, nor
/// on defaults that are filled in by a later version of the CRD.
/// </remarks>
public static class SpecDigest
{
    /// <summary>The first line of the canonical form.</summary>
    public const string Form = "modelsync.io/spec/v1";

    /// <summary>Returns the digest of <paramref name="spec"/> without lifecycle and description.</summary>
    public static string Of(ModelVersionSpec spec) => ContentDigest.Of(CanonicalForm(spec));

    /// <summary>Returns the bytes that <see cref="Of"/> hashes.</summary>
    public static byte[] CanonicalForm(ModelVersionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return DigestForm.Compose(Form, JsonSerializer.SerializeToUtf8Bytes(NormalizedSpec.Of(spec), ApiJsonContext.Default.ModelVersionSpec));
    }
}
