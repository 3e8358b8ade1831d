using ModelSync.Api.Validation;

namespace ModelSync.Api.Generator.Reference;

/// <summary>Tells from the rules which fields cannot change after creation.</summary>
internal static class Immutability
{
    /// <summary>Whether the rule says no more than that one field cannot change, which its own line tells.</summary>
    public static bool IsTold(CelRule rule) => rule.FieldPath is { } field && IsSame(rule.Rule, field[1..]);

    /// <summary>Whether the field of an object at a path, or everything in that object, cannot change.</summary>
    public static bool IsFixed(IReadOnlyList<CelRule> rules, string path, string field) => rules
        .Where(rule => string.Equals(rule.Path, path, StringComparison.Ordinal))
        .Any(rule => rule.Rule is "self == oldSelf" || (string.Equals(rule.FieldPath, $".{field}", StringComparison.Ordinal) && IsSame(rule.Rule, field)));

    private static bool IsSame(string cel, string field) =>
        string.Equals(cel, $"self.{field} == oldSelf.{field}", StringComparison.Ordinal) || cel.EndsWith($"|| self.{field} == oldSelf.{field})", StringComparison.Ordinal);
}
