using ModelSync.Api.Versions;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>Compares the version that an answer names with the one that should answer.</summary>
internal static class VersionAssertion
{
    /// <summary>
    /// What is wrong; null when nothing is. An answer names its version in a header or as its runtime does. Runtimes count versions in ways of their own,
    /// such as Triton's 1, 2, 3: only what is a version of ours can be another one.
    /// </summary>
    public static string? Problem(ProbeAnswer answer, string expected) =>
        new[] { answer.VersionHeader, OfBody(answer) }.Where(told => told is not null && IsOther(told, expected)).Select(told =>
            $"{answer.Who} says that version {told} answers, and it should be {expected}: check what its image and arguments load").FirstOrDefault();

    private static bool IsOther(string told, string expected) =>
        !string.Equals(told, expected, StringComparison.Ordinal)
        && !string.Equals(told, expected.Replace('+', '_'), StringComparison.Ordinal)
        && SemanticVersion.TryParse(told.Replace('_', '+'), out _, out _);

    private static string? OfBody(ProbeAnswer answer) =>
        answer.Json() is { } body ? body.Text("model_version") ?? body.Member("metadata")?.Text("weight_version") : null;
}
