using System.Text;

namespace ModelSync.Operator.Permissions;

/// <summary>Writes the operator's permissions as manifests: `modelsync-operator rbac`.</summary>
internal static class RbacManifests
{
    public const string ServiceAccount = "modelsync";
    public const string OwnNamespace = "modelsync-system";

    // Those by which the chart's selectors find what is its own; what Helm adds is not known here.
    private const string Labels = "  labels:\n    app.kubernetes.io/instance: modelsync\n    app.kubernetes.io/name: modelsync\n";

    /// <summary>The manifests for all namespaces, or for some.</summary>
    public static string Write(IReadOnlyList<string>? namespaces, bool withPodProxy)
    {
        var rules = withPodProxy ? [.. OperatorPermissions.InNamespaces, OperatorPermissions.PodProxy] : OperatorPermissions.InNamespaces;
        var text = new StringBuilder("# Written by `modelsync-operator rbac`; `make manifests` writes it again.\n");
        Append(text, $"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {OwnNamespace}\n{Labels}    pod-security.kubernetes.io/enforce: restricted\n");
        Append(
            text,
            $"apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: {ServiceAccount}\n  namespace: {OwnNamespace}\n{Labels}"
            + "# The operator's pods ask for the token; whoever else runs as this account gets none unasked.\nautomountServiceAccountToken: false\n");
        if (namespaces is null)
        {
            Append(text, Role("ClusterRole", "modelsync", ns: null, [.. OperatorPermissions.InCluster, .. rules]));
            Append(text, Binding("ClusterRoleBinding", "ClusterRole", "modelsync", ns: null));
        }
        else
        {
            Append(text, Role("ClusterRole", "modelsync-cluster", ns: null, OperatorPermissions.InCluster));
            Append(text, Binding("ClusterRoleBinding", "ClusterRole", "modelsync-cluster", ns: null));
            foreach (var ns in namespaces)
            {
                Append(text, Role("Role", "modelsync", ns, rules));
                Append(text, Binding("RoleBinding", "Role", "modelsync", ns));
            }
        }

        Append(text, Role("Role", "modelsync-leader", OwnNamespace, OperatorPermissions.InOwnNamespace));
        Append(text, Binding("RoleBinding", "Role", "modelsync-leader", OwnNamespace));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string manifest) => text.Append("---\n").Append(manifest);

    private static string Role(string kind, string name, string? ns, IReadOnlyList<PermissionRule> rules)
    {
        var text = new StringBuilder($"apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata:\n  name: {name}\n");
        text.Append(ns is null ? "" : $"  namespace: {ns}\n").Append(Labels).Append("rules:\n");
        foreach (var rule in rules)
        {
            text.Append("  # ").Append(rule.Why).Append('\n')
                .Append("  - apiGroups: [\"").Append(rule.Group).Append("\"]\n")
                .Append("    resources: [").AppendJoin(", ", rule.Resources).Append("]\n")
                .Append("    verbs: [").AppendJoin(", ", rule.Verbs).Append("]\n");
        }

        return text.ToString();
    }

    private static string Binding(string kind, string roleKind, string name, string? ns) =>
        $"apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata:\n  name: {name}\n{(ns is null ? "" : $"  namespace: {ns}\n")}{Labels}"
        + $"roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: {roleKind}\n  name: {name}\n"
        + $"subjects:\n  - kind: ServiceAccount\n    name: {ServiceAccount}\n    namespace: {OwnNamespace}\n";
}
