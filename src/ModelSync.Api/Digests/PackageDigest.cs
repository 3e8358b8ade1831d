using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Versions;

namespace ModelSync.Api.Digests;

/// <summary>
/// The digest that a package is known by: approvals, gates, audit and rollback cite it.
/// </summary>
/// <remarks>
/// SHA-256 over a first line that names the form, and the canonical JSON of components, parameters, schema, metrics, lineage and
/// runtimeProfile. A component is its name, its role and its digest. Where the digest is of strength Content that is enough, so that a
/// mirror in another registry is the same package; a weaker digest is only somebody's word, so the pinned address is part of it. The order
/// of lists does not matter, and a default that is written is as good as one that is not. Neither the model's name nor the version
/// is part of it: the same package under another version is the same package.
/// </remarks>
public static class PackageDigest
{
    /// <summary>The first line of the canonical form; another form of the same content would begin with another line.</summary>
    public const string Form = "modelsync.io/package/v1";

    /// <summary>Returns the digest of <paramref name="spec"/> with its components as resolved; throws <see cref="ArgumentException"/> if one was not.</summary>
    public static string Of(ModelVersionSpec spec, IReadOnlyList<ResolvedComponent> resolved) => ContentDigest.Of(CanonicalForm(spec, resolved));

    /// <summary>Returns the bytes that <see cref="Of"/> hashes.</summary>
    public static byte[] CanonicalForm(ModelVersionSpec spec, IReadOnlyList<ResolvedComponent> resolved)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(resolved);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, NormalizedSpec.Of(spec), resolved);
        }

        return DigestForm.Compose(Form, buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter writer, ModelVersionSpec spec, IReadOnlyList<ResolvedComponent> resolved)
    {
        var pins = resolved.ToLookup(component => component.Name, StringComparer.Ordinal);
        writer.WriteStartObject();
        writer.WriteStartArray("components");
        foreach (var component in spec.Components ?? [])
        {
            Write(writer, component, pins[component.Name].FirstOrDefault());
        }

        writer.WriteEndArray();
        Write(writer, "parameters", spec.Parameters, ApiJsonContext.Default.StringMap);
        Write(writer, "schema", spec.Schema, ApiJsonContext.Default.ModelSchema);
        Write(writer, "metrics", spec.Metrics, ApiJsonContext.Default.StringMap);
        Write(writer, "lineage", spec.Lineage, ApiJsonContext.Default.ModelLineage);
        if (spec.RuntimeProfile is { } profile)
        {
            writer.WriteString("runtimeProfile", profile.ToString());
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ModelComponent component, ResolvedComponent? pin)
    {
        if (pin is not ({ Digest: not null } or { Uri: not null }))
        {
            throw new ArgumentException($"components[{component.Name}] has neither a digest nor a pinned address: resolve it first.", nameof(pin));
        }

        writer.WriteStartObject();
        writer.WriteString("name", component.Name);
        writer.WriteString("role", component.Role?.ToString());
        writer.WriteString("digest", pin.Digest);
        if (pin is not { Digest: not null, Strength: DigestStrength.Content })
        {
            writer.WriteString("uri", pin.Uri);
        }

        writer.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, T? value, JsonTypeInfo<T> type)
        where T : class
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, type);
        }
    }
}
