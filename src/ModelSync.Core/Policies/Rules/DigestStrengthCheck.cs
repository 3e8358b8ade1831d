using ModelSync.Api.Policies;
using ModelSync.Api.Versions;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Every component is pinned by a digest that is worth enough.</summary>
internal static class DigestStrengthCheck
{
    public static RuleResult Check(DigestStrengthRule rule, RuleContext context)
    {
        var minimum = rule.Minimum ?? DigestStrength.Content;
        var pins = context.Version.Components.ToLookup(component => component.Name, StringComparer.Ordinal);
        var names = (context.Version.Spec?.Components ?? []).Select(component => component.Name).Union(pins.Select(pin => pin.Key), StringComparer.Ordinal);
        var objections = names
            .Select(name => (Name: name, pins[name].FirstOrDefault()?.Strength))
            .Where(component => component.Strength is not { } strength || strength < minimum)
            .Select(component => component.Strength is { } strength
                ? $"the digest of components[{component.Name}] is {strength}, at least {minimum} is needed"
                : $"components[{component.Name}] is not pinned, at least {minimum} is needed")
            .ToArray();
        var remedy = context.Or("publish it where digests are of the content, such as an OCI registry");
        return RuleResult.Of(objections, $"all digests are at least {minimum}", remedy);
    }
}
