using ModelSync.Api.Policies;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Core.Policies;

/// <summary>Whether a policy is about a target.</summary>
internal static class PolicyMatcher
{
    /// <summary>Whether <paramref name="policy"/> is about <paramref name="target"/>; with a <paramref name="problem"/> it may be, but that cannot be told.</summary>
    public static bool Matches(PolicySource policy, PolicyTarget target, out string? problem)
    {
        problem = null;

        // A namespaced policy tightens its own namespace, whatever it says about others.
        if (policy.Namespace is not null && !string.Equals(policy.Namespace, target.Namespace, StringComparison.Ordinal))
        {
            return false;
        }

        if (policy.Spec?.Match is not { } match)
        {
            return true;
        }

        var isElsewhere = !Lists(match.Models, target.Model, "models", ref problem)
            | !Lists(match.Environments, target.Environment, "environments", ref problem)
            | !Lists(match.Clusters, target.Cluster, "clusters", ref problem)
            | !Namespaces(policy, match.Namespaces, target, ref problem);
        return !isElsewhere;
    }

    private static bool Lists(IReadOnlyList<string>? names, string? name, string field, ref string? problem)
    {
        if (names is { Count: 0 })
        {
            problem ??= $"match.{field} is empty: leave it out to match all, or name some";
            return true;
        }

        return names is null || (name is not null && names.Contains(name, StringComparer.Ordinal));
    }

    private static bool Namespaces(PolicySource policy, NamespaceMatch? match, PolicyTarget target, ref string? problem)
    {
        if (match is null)
        {
            return true;
        }

        if (policy.Namespace is not null)
        {
            problem ??= "match.namespaces is only for a ClusterModelPolicy: remove it";
            return true;
        }

        if (match.Names is null == match.Selector is null)
        {
            problem ??= "match.namespaces needs exactly one of names and selector: write one of them";
            return true;
        }

        return match.Selector is null ? Lists(match.Names, target.Namespace, "namespaces.names", ref problem) : Selects(match.Selector, target, ref problem);
    }

    private static bool Selects(LabelSelector selector, PolicyTarget target, ref string? problem)
    {
        if (target.NamespaceLabels is null)
        {
            problem ??= $"the labels of namespace {target.Namespace} are not known: wait, or check that the operator may read namespaces";
            return true;
        }

        try
        {
            return LabelQuery.From(selector).Matches(target.NamespaceLabels);
        }
        catch (FormatException e)
        {
            problem ??= $"match.namespaces.selector is wrong: {e.Message}";
            return true;
        }
    }
}
