using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rule of a port that is given by number or by name.</summary>
internal static class PortRules
{
    /// <summary>Adds the rule for a member of the values at a place.</summary>
    public static Place<T> Add<T>(Place<T> place, string name, Func<T, IntOrString?> get)
        where T : class =>
        place.Require(
            $"!has(self.{name}) || type(self.{name}) == int || "
                + $"(self.{name}.matches(r'{Patterns.PortName}') && self.{name}.matches('[a-z]') && !self.{name}.contains('--'))",
            self => get(self) is not { } port || !port.TryGetString(out var text) || IsName(text),
            $"{name} must be a number, or the name of a container's port: at most 15 lower-case letters, digits and -, with at least one letter",
            field: $".{name}");

    /// <summary>Whether a container's port may have the name.</summary>
    public static bool IsName(string name) =>
        Patterns.PortName.Fits(name) && name.Any(char.IsAsciiLetterLower) && !name.Contains("--", StringComparison.Ordinal);
}
