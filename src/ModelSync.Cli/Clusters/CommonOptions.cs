using ModelSync.Cli.Arguments;

namespace ModelSync.Cli.Clusters;

/// <summary>The options that every command takes: those of kubectl.</summary>
internal static class CommonOptions
{
    /// <summary>The file.</summary>
    public const string Kubeconfig = "kubeconfig";

    /// <summary>The context.</summary>
    public const string Context = "context";

    /// <summary>The cluster.</summary>
    public const string Cluster = "cluster";

    /// <summary>The user.</summary>
    public const string User = "user";

    /// <summary>The namespace.</summary>
    public const string Namespace = "namespace";

    /// <summary>The user to impersonate.</summary>
    public const string As = "as";

    /// <summary>The groups to impersonate.</summary>
    public const string AsGroup = "as-group";

    /// <summary>The uid to impersonate.</summary>
    public const string AsUid = "as-uid";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new(Namespace, 'n', "NAME", "the namespace (the context's)"),
        new(Context, null, "NAME", "the context of the kubeconfig (the current one)"),
        new(Cluster, null, "NAME", "the cluster instead of the context's"),
        new(User, null, "NAME", "the user instead of the context's"),
        new(Kubeconfig, null, "FILE", "the kubeconfig (KUBECONFIG, else ~/.kube/config)"),
        new(As, null, "USER", "act as this user"),
        new(AsGroup, null, "GROUP", "act as a member of this group; may be given again") { IsRepeated = true },
        new(AsUid, null, "UID", "act as the user of this uid"),
    ];
}
