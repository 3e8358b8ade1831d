using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies.Rules;

/// <summary>The version, its package, its parts and its training data are not denied.</summary>
internal static class DenyCheck
{
    public static RuleResult Check(DenyRule rule, RuleContext context)
    {
        var version = context.Version;
        var declared = (version.Spec?.Components ?? []).Select(component => ($"components[{component.Name}]", component.Digest));
        var pinned = version.Components.Select(component => ($"components[{component.Name}]", component.Digest));
        (string Name, string? Value)[] digests = [("packageDigest", version.PackageDigest), .. pinned, .. declared];
        var found = Find(rule.Digests, digests)
            ?? Find(rule.TrainingDataHashes, [("lineage.trainingDataHash", version.Spec?.Lineage?.TrainingDataHash)])
            ?? Find(rule.Versions, [("version", version.Version)]);
        if (found is null)
        {
            return RuleResult.Pass($"{version.Version} is not denied");
        }

        var why = string.IsNullOrEmpty(rule.Reason) ? null : $" ({rule.Reason})";
        return new RuleResult(PolicyReason.VersionDenied, $"{version.Version} is denied for its {found}{why}: {context.Or("use another version")}");
    }

    private static string? Find(IReadOnlyList<string>? denied, IEnumerable<(string Name, string? Value)> values) => values
        .Where(value => value.Value is not null && denied?.Contains(value.Value, StringComparer.Ordinal) is true)
        .Select(value => $"{value.Name} {value.Value}")
        .FirstOrDefault();
}
