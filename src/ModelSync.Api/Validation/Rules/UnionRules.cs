namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of a union whose member <c>type</c> says which of the others is there.</summary>
internal static class UnionRules
{
    // A server also checks the default of an object, {}, before the defaults in it are filled in: hence has(self.type).
    /// <summary>Adds that a member is there with its type, and only then.</summary>
    public static Place<T> Add<T>(Place<T> place, string type, string member, Func<T, bool> isType, Func<T, object?> get)
        where T : class => place
        .Require(
            $"!has(self.type) || self.type != '{type}' || has(self.{member})",
            self => !isType(self) || get(self) is not null,
            $"{member} must be set with type {type}; add it, or set another type",
            field: $".{member}",
            reason: Reasons.Required)
        .Require(
            $"self.type == '{type}' || !has(self.{member})",
            self => isType(self) || get(self) is null,
            $"{member} is only for type {type}; remove it, or set type to {type}",
            field: $".{member}",
            reason: Reasons.Forbidden);
}
