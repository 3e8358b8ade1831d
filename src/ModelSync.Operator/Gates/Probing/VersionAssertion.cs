using System.Text.Json;
using ModelSync.Api.Versions;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>Compares the version that an answer names with the one that should answer.</summary>
internal static class VersionAssertion
{
    /// <summary>
    /// What is wrong; null when nothing is. An answer names its version in a header or as its runtime does. Runtimes count versions in ways of their own, such as
    /// Triton's 1, 2, 3: only what is a version of ours can be another one.
    /// </summary>
    public static string? Problem(ProbeAnswer answer, string expected) =>
        new[] { answer.VersionHeader, OfBody(answer) }.Where(told => told is not null && IsOther(told, expected)).Select(told =>
            $"{answer.Who} says that version {told} answers, and it should be {expected}: check what its image and arguments load").FirstOrDefault();

    private static bool IsOther(string told, string expected) =>
        !string.Equals(told, expected, StringComparison.Ordinal)
        && !string.Equals(told, expected.Replace('+', '_'), StringComparison.Ordinal)
        && SemanticVersion.TryParse(told.Replace('_', '+'), out _, out _);

    private static string? OfBody(ProbeAnswer answer) => answer.Json() is { ValueKind: JsonValueKind.Object } body
        ? Text(body, "model_version") ?? (body.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object ? Text(metadata, "weight_version") : null)
        : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
