using System.Security.Cryptography;
using System.Text;
using ModelSync.Api;
using ModelSync.Api.Digests;

namespace ModelSync.Core.Revisions.Drift;

/// <summary>
/// Tells drift: a field that we own differs from what the server returned to our last apply. Defaults and rewritten quantities are in
/// what it returned, and fields that we do not name are never looked at.
/// </summary>
public static class DriftDetector
{
    private const int HashDigits = 24;

    /// <summary>The value of the annotation `modelsync.io/applied`: the hash of the intent and that of our fields as the server returned them.</summary>
    public static string Seal(RawJson intent, RawJson returned)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(returned);
        return $"{HashOf(CanonicalJson.Write(intent))}.{HashOf(OwnedFields.Of(intent, returned))}";
    }

    /// <summary>What has to be done about a live object that carries a seal; null for one that was never sealed.</summary>
    public static DriftVerdict Compare(RawJson intent, RawJson live, string? seal)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(live);
        var dot = seal?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0)
        {
            return DriftVerdict.NotApplied;
        }

        if (!seal.AsSpan(0, dot).SequenceEqual(HashOf(CanonicalJson.Write(intent))))
        {
            return DriftVerdict.IntentChanged;
        }

        return seal.AsSpan(dot + 1).SequenceEqual(HashOf(OwnedFields.Of(intent, live))) ? DriftVerdict.Equal : DriftVerdict.Drifted;
    }

    /// <summary>
    /// The paths of our fields that differ between two states, such as spec.replicas or spec.template.spec.containers[server].image, in
    /// their order: what was returned to our last apply and what is there now.
    /// </summary>
    public static IReadOnlyList<string> Fields(RawJson intent, RawJson returned, RawJson live)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(returned);
        ArgumentNullException.ThrowIfNull(live);
        var before = OwnedFields.Of(intent, returned);
        var now = OwnedFields.Of(intent, live);
        return
        [
            .. before.Keys.Union(now.Keys, StringComparer.Ordinal)
                .Where(path => !string.Equals(before.GetValueOrDefault(path), now.GetValueOrDefault(path), StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string HashOf(SortedDictionary<string, string> fields)
    {
        var text = new StringBuilder();
        foreach (var (path, value) in fields)
        {
            text.Append(path).Append('=').Append(value).Append('\n');
        }

        return HashOf(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits];
}
