using ModelSync.Api.Digests;
using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Every component is signed by one of the keys.</summary>
internal static class SignatureCheck
{
    public static RuleResult Check(SignatureRule rule, RuleContext context)
    {
        var keys = (rule.Keys ?? []).Select(KeyFingerprint.Of).ToArray();
        var broken = Array.IndexOf(keys, null);
        if (keys.Length == 0 || broken >= 0)
        {
            return RuleResult.Unknown(keys.Length == 0 ? "it has no keys: add one" : $"keys[{broken}] is no public key in PEM: write one");
        }

        if (context.Facts.Signatures is not { } signatures)
        {
            return RuleResult.Unknown("signatures are not known: wait until they are looked at");
        }

        var known = signatures.ToLookup(facts => (string?)facts.Component, StringComparer.Ordinal);
        var unsigned = (context.Version.Spec?.Components ?? [])
            .Select(component => (component.Name, Facts: known[component.Name].FirstOrDefault()))
            .Where(component => component.Facts is null || !keys.Any(key => component.Facts.VerifiedBy.Contains(key!, StringComparer.Ordinal)))
            .ToArray();
        var unknown = Array.Find(unsigned, component => !keys.All(key => component.Facts?.RefusedBy.Contains(key!, StringComparer.Ordinal) is true));
        if (unknown.Name is not null)
        {
            return RuleResult.Unknown(
                $"the signatures of components[{unknown.Name}] were not tried with all keys of rule \"{context.Rule}\": wait until they are");
        }

        var objections = unsigned.Select(component => $"components[{component.Name}] is signed by none of {keys.Length} keys").ToArray();
        return RuleResult.Of(objections, "all components are signed", context.Or("sign its digest with one of them"));
    }
}
