using ModelSync.Api.Generator.Reference;
using ModelSync.Operator.Program;

namespace ModelSync.Reference.Pages;

/// <summary>Writes the flags and environment variables of the operator.</summary>
internal static class FlagsPage
{
    // Read by the client and by the operator, wherever they are started; a test looks for others in the code.
    private static readonly (string Name, string Means)[] Others =
    [
        ("KUBECONFIG", "the kubeconfig files, where `--kubeconfig` names none"),
        ("HOME", "where `.kube/config` is looked for, outside of a cluster and without `KUBECONFIG`"),
        ("KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT", "the API server, in a pod; Kubernetes sets them"),
        ("POD_NAME", "the name of this replica, where `--identity` gives none"),
        ("PATH", "where programs are looked for that a kubeconfig gets credentials from"),
        ("HTTPS_PROXY, HTTP_PROXY, NO_PROXY", "the proxy to the API server, where the kubeconfig names none"),
    ];

    /// <summary>The page.</summary>
    public static string Write() => Markdown.Page(
    [
        "# Flags of the operator",
        "",
        Markdown.Notice,
        "",
        "`modelsync-operator --help` lists the same. A flag is written `--workers 8` or `--workers=8`, and counts more than its variable. One that cannot be used ends the",
        "operator at once, with exit code 2 and the remedy. With Helm and kustomize, flags are set [as the installation says](../install.md).",
        "",
        .. Markdown.Head("Flag", "Variable", "Takes", "Default", "Means"),
        .. OptionsReader.Flags.Select(static flag => Markdown.Row(
            Markdown.CellCode($"--{flag.Name}"),
            Markdown.CellCode(OptionsReader.VariableOf(flag.Name)),
            Markdown.CellCode(flag.Value),
            Default(flag),
            Markdown.Text(flag.Help))),
        "",
        "`--version` prints the version, `--help` this list.",
        "",
        "## Other variables",
        "",
        .. Markdown.Head("Variable", "Means"),
        .. Others.Select(static one => Markdown.Row(string.Join(", ", one.Name.Split(", ").Select(Markdown.CellCode)), one.Means)),
        "",
        "## The command rbac",
        "",
        $"`modelsync-operator rbac` prints the permissions that the operator needs, as manifests. It takes {string.Join(" and ", OptionsReader.OfPermissions.Select(static name => Markdown.Code($"--{name}")))},",
        "and no variables.",
    ]);

    private static string Default(Flag flag) => flag.Default switch
    {
        null => "–",
        var value when value.Contains(' ', StringComparison.Ordinal) => Markdown.Text(value),
        var value => Markdown.CellCode(value),
    };
}
