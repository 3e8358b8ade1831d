using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using ModelSync.Api.Digests;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Revisions;

/// <summary>
/// Names revisions by what they are made from, and by nothing else: the same inputs have the same name on every machine and in every
/// release.
/// </summary>
public static class RevisionIdentity
{
    /// <summary>How long the name is.</summary>
    public const int Length = 10;

    /// <summary>The characters of Kubernetes' own generated names: no vowels and no digits that look like them, so that no word comes out.</summary>
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>The name for inputs after that many clashes with other inputs.</summary>
    public static string Of(RevisionInputs inputs, int collisions = 0)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfNegative(collisions);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Canonical(inputs, collisions), hash);
        return string.Create(Length, BinaryPrimitives.ReadUInt64BigEndian(hash), static (name, rest) =>
        {
            for (var i = 0; i < name.Length; i++)
            {
                (rest, var digit) = Math.DivRem(rest, (ulong)Alphabet.Length);
                name[i] = Alphabet[(int)digit];
            }
        });
    }

    /// <summary>Whether a text has the form of a revision.</summary>
    public static bool IsRevision(ReadOnlySpan<char> text) => text.Length == Length && !text.ContainsAnyExcept(Letters);

    /// <summary>The rollout and the revision whose object has that name; null where it is no name of such an object.</summary>
    public static (string Rollout, string Revision)? OfObject(string? name)
    {
        var length = (name?.Length ?? 0) - Length - 1;
        return length > 0 && name![length] == '-' && IsRevision(name.AsSpan(length + 1)) ? (name[..length], name[(length + 1)..]) : null;
    }

    /// <summary>The name for inputs among those on record: that of the record with the same inputs, else the first that none has.</summary>
    public static (string Revision, int Collisions) Find(RevisionInputs inputs, IReadOnlyCollection<RevisionRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        for (var collisions = 0; ; collisions++)
        {
            var revision = Of(inputs, collisions);
            var holder = records.FirstOrDefault(record => string.Equals(record.Revision, revision, StringComparison.Ordinal));
            if (holder is null || AreSame(holder.Inputs, inputs))
            {
                return (revision, collisions);
            }
        }
    }

    /// <summary>Whether both make the same pods.</summary>
    public static bool AreSame(RevisionInputs left, RevisionInputs right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Canonical(left, collisions: 0).AsSpan().SequenceEqual(Canonical(right, collisions: 0));
    }

    private static byte[] Canonical(RevisionInputs inputs, int collisions)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("packageDigest", inputs.PackageDigest);
            writer.WriteString("version", inputs.Version);
            writer.WritePropertyName("template");
            writer.WriteRawValue(inputs.Template.Utf8.Span, skipInputValidation: true);
            writer.WriteStartArray("ports");
            foreach (var port in inputs.Ports)
            {
                WritePort(writer, port);
            }

            writer.WriteEndArray();
            writer.WriteString("delivery", inputs.Delivery is DeliveryMode.ImageVolume ? "ImageVolume" : "Env");
            writer.WriteString("servingContainer", inputs.ServingContainer);
            if (collisions > 0)
            {
                writer.WriteNumber("collisions", collisions);
            }

            writer.WriteEndObject();
        }

        return CanonicalJson.Write(buffer.WrittenMemory);
    }

    private static void WritePort(Utf8JsonWriter writer, ServicePortSpec port)
    {
        writer.WriteStartObject();
        writer.WriteString("name", port.Name);
        if (port.Port is { } number)
        {
            writer.WriteNumber("port", number);
        }

        WriteTarget(writer, port.TargetPort);
        writer.WriteString("appProtocol", port.AppProtocol);
        writer.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter writer, IntOrString? target)
    {
        if (target?.TryGetInt(out var number) is true)
        {
            writer.WriteNumber("targetPort", number);
        }
        else if (target?.TryGetString(out var name) is true)
        {
            writer.WriteString("targetPort", name);
        }
    }
}
