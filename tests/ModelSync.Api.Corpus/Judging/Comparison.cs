using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Validation;

namespace ModelSync.Api.Corpus.Judging;

/// <summary>Compares our verdict about a manifest with the API server's.</summary>
/// <remarks>
/// What is known to differ: the words about a schema (ours name the remedy), so that only the fields are compared there; rules, which we check only when the
/// structure is right, and the server unless a size or type is wrong; unknown fields, which refuse an object only with strict validation; a whole number
/// that is written with a point, such as 5.0, which we and the server's schema take, and a rule in CEL does not. (kubectl sends 5, and a server keeps 5.)
/// </remarks>
public static class Comparison
{
    /// <summary>The differences, in a sentence each; none when both agree.</summary>
    public static IReadOnlyList<string> Differences(Manifest manifest, Answer server)
    {
        var ours = ApiValidator.Validate(manifest.Kind, manifest.Json, manifest.OldJson);
        if (!server.IsAccepted && server.Errors.Count == 0)
        {
            return ours.Count > 0 ? [] : [$"only the server refuses: {server.Message}"];
        }

        return server.UnknownFields.Count > 0 || server.Errors.Any(static error => error.IsOfSchema) || ours.Any(error => !IsOfRule(manifest, error))
            ? Fields(ours, server)
            : Rules(manifest, ours, server);
    }

    private static List<string> Fields(IReadOnlyList<FieldError> ours, Answer server)
    {
        var theirs = server.Errors.Where(static error => error.IsOfSchema && error.Field != "<nil>").Select(static error => error.Field)
            .Concat(server.UnknownFields).Select(Plain).ToHashSet(StringComparer.Ordinal);
        var mine = ours.Select(static error => Plain(FieldOf(error))).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. theirs.Where(field => !mine.Any(known => IsSameOrInside(field, known))).Select(static field => $"only the server objects to {field}"),
            .. ours.Where(static error => !IsListForText(error)).Select(static error => Plain(FieldOf(error)))
                .Where(field => !theirs.Any(known => IsSameOrInside(known, field) || IsSameOrInside(field, known))).Select(static field => $"only we object to {field}"),
        ];
    }

    private static List<string> Rules(Manifest manifest, IReadOnlyList<FieldError> ours, Answer server)
    {
        var theirs = server.Errors.Where(static error => !error.IsOfName && !error.IsAboutSkippedRules).Select(static error => $"{error.Field}: {error.Message}").ToList();
        var mine = ours.Where(error => !IsSeenOnlyByCode(manifest, error)).Select(static error => $"{error.Field}: {error.Message}").ToList();
        return
        [
            .. theirs.Except(mine, StringComparer.Ordinal).Select(static error => $"only the server says {error}"),
            .. mine.Except(theirs, StringComparer.Ordinal).Select(static error => $"only we say {error}"),
        ];
    }

    private static bool IsOfRule(Manifest manifest, FieldError error) => BrokenRules.Of(manifest).Any(violation => violation.Error == error);

    private static bool IsSeenOnlyByCode(Manifest manifest, FieldError error) =>
        BrokenRules.Of(manifest).Any(violation => violation.Rule.Rule.Length == 0 && violation.Error == error);

    // A list of a wrong type makes the server speak of what is in it, and us of the list.
    private static bool IsSameOrInside(string field, string outer) => field.StartsWith(outer, StringComparison.Ordinal);

    // Where a text with a format is wanted, the server's library takes an empty list for nothing.
    private static bool IsListForText(FieldError error) => error.Message.StartsWith("must be a string, but is a list", StringComparison.Ordinal);

    // Of a value that stands there three times the server names one place, and we name two.
    private static string FieldOf(FieldError error) =>
        error.Message.StartsWith("has the same ", StringComparison.Ordinal) ? error.Field[..error.Field.LastIndexOf('[')] : error.Field;

    // The server writes the key of a map sometimes as .key and sometimes as [key]; we cut a long one.
    private static string Plain(string field) => string.Concat(field.Where(static character => character is not ('.' or '[' or ']' or '…')));
}
