namespace ModelSync.Core.Policies;

/// <summary>Finds the environment of a target. It comes from the target, never from a rollout, so that nobody can talk a target into a milder one.</summary>
public static class EnvironmentResolver
{
    /// <summary>The label of ModelClusters and namespaces.</summary>
    public const string Label = "modelsync.io/environment";

    /// <summary>Returns the label of the ModelCluster, else that of the namespace, else the operator's own; null when none says anything.</summary>
    public static string? Resolve(
        IReadOnlyDictionary<string, string>? clusterLabels, IReadOnlyDictionary<string, string>? namespaceLabels, string? ownEnvironment) =>
        Value(clusterLabels) ?? Value(namespaceLabels) ?? (string.IsNullOrEmpty(ownEnvironment) ? null : ownEnvironment);

    private static string? Value(IReadOnlyDictionary<string, string>? labels) =>
        labels is not null && labels.TryGetValue(Label, out var value) && value.Length > 0 ? value : null;
}
