using ModelSync.Kubernetes.Config.Yaml;

namespace ModelSync.Kubernetes.Config;

/// <summary>
/// Refuses the fields that a stranger may not write, on the document's own nodes, before anything interprets them.
/// Being there is enough: an empty `tokenFile` has no honest use either.
/// </summary>
internal static class StrictFields
{
    private const string Embed = "embed the content";

    private static readonly (string Field, string Reason)[] ClusterFields =
    [
        ("certificate-authority", $"names a file of ours; {Embed} in certificate-authority-data"),
    ];

    private static readonly (string Field, string Reason)[] UserFields =
    [
        ("exec", "names a program for us to run; use a token or a client certificate"),
        ("auth-provider", "is refused; use a token or a client certificate"),
        ("tokenFile", $"names a file of ours; {Embed} in token"),
        ("client-certificate", $"names a file of ours; {Embed} in client-certificate-data"),
        ("client-key", $"names a file of ours; {Embed} in client-key-data"),
        ("username", "is basic authentication, which API servers no longer accept; use a token or a client certificate"),
        ("password", "is basic authentication, which API servers no longer accept; use a token or a client certificate"),
    ];

    private static readonly string[] Known =
    [
        "clusters", "users", "contexts", "current-context", "cluster", "user", "context", "name", "namespace",
        "server", "tls-server-name", "insecure-skip-tls-verify", "certificate-authority", "certificate-authority-data", "proxy-url", "disable-compression",
        "exec", "auth-provider", "token", "tokenFile", "client-certificate", "client-certificate-data", "client-key", "client-key-data",
        "username", "password", "as", "as-uid", "as-groups", "as-user-extra",
    ];

    public static void Judge(FieldReader root, StrictKubeConfigOptions options)
    {
        RefuseOtherCase(root);
        foreach (var item in root.Mappings("clusters"))
        {
            RefuseOtherCase(item);
            if (item.Mapping("cluster") is { } cluster)
            {
                JudgeCluster(cluster, options);
            }
        }

        foreach (var item in root.Mappings("users"))
        {
            RefuseOtherCase(item);
            if (item.Mapping("user") is { } user)
            {
                RefuseOtherCase(user);
                Refuse(user, UserFields);
            }
        }
    }

    private static void JudgeCluster(FieldReader cluster, StrictKubeConfigOptions options)
    {
        RefuseOtherCase(cluster);
        Refuse(cluster, ClusterFields);
        if (cluster.Boolean("insecure-skip-tls-verify"))
        {
            throw cluster.Error(
                KubeConfigProblem.Insecure, "insecure-skip-tls-verify", "is true, so anybody could play the server; remove it and set certificate-authority-data");
        }

        if (!options.AllowProxy && cluster.Node.Find("proxy-url") is not null)
        {
            throw cluster.Error(KubeConfigProblem.Insecure, "proxy-url", "chooses the proxy that we connect through; remove it (or allow it in the operator's options)");
        }
    }

    private static void Refuse(FieldReader reader, (string Field, string Reason)[] fields)
    {
        foreach (var (field, reason) in fields)
        {
            if (reader.Node.Find(field) is not null)
            {
                throw reader.Error(KubeConfigProblem.Insecure, field, reason);
            }
        }
    }

    /// <summary>Readers that fold case take `EXEC` for `exec`: what they and we understand must not differ.</summary>
    private static void RefuseOtherCase(FieldReader reader)
    {
        foreach (var entry in reader.Node.Entries)
        {
            if (Array.Find(Known, known => known.Equals(entry.Key.Value, StringComparison.OrdinalIgnoreCase)) is { } known
                && !known.Equals(entry.Key.Value, StringComparison.Ordinal))
            {
                throw reader.Error(KubeConfigProblem.Insecure, entry.Key.Value, $"differs from the field {known} by case only, and readers disagree about it; write {known} or remove it");
            }
        }
    }
}
