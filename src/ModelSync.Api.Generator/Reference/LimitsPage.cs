using ModelSync.Api.Schema;

namespace ModelSync.Api.Generator.Reference;

/// <summary>Writes how much of everything an object may have: the limits that somebody may meet, of all that the schemas have.</summary>
internal static class LimitsPage
{
    private static readonly (string Kind, string[] Paths)[] Important =
    [
        ("ModelVersion",
        [
            "spec.version", "spec.components", "spec.components[].uri", "spec.pullSecrets", "spec.parameters", "spec.parameters{}", "spec.hyperparameters",
            "spec.metrics", "spec.schema.inputs", "spec.documents", "spec.deploymentTargets", "spec.description", "status.servedBy",
        ]),
        ("ModelRollout",
        [
            "spec.replicas", "spec.ports", "spec.strategy.canary.steps", "spec.strategy.bakeSeconds", "spec.gates", "spec.progressDeadlineSeconds",
            "spec.revisionHistoryLimit", "spec.rollbackWindow", "spec.template.metadata.labels", "spec.template.metadata.annotations",
            "spec.traffic.gatewayAPI.route.hostnames", "spec.traffic.gatewayAPI.route.parentRefs", "spec.traffic.istio.hosts",
            "spec.placement.waves", "spec.placement.overrides", "status.clusters", "status.gates", "status.history",
        ]),
        ("ModelGate", ["spec.count", "spec.intervalSeconds", "spec.windowSeconds", "spec.timeoutSeconds", "spec.prometheus.query", "spec.probe.body", "spec.webhook.url"]),
        ("ModelPolicy", ["spec.rules", "spec.match.models", "spec.match.environments", "spec.rules[].allowedSources.prefixes", "spec.rules[].deny.versions", "spec.rules[].freeze.windows", "status.violations"]),
        ("ModelApproval", ["spec.comment", "spec.ticket"]),
    ];

    /// <summary>The page.</summary>
    public static string Write(IReadOnlyList<KindModel> kinds) => Markdown.Page(
    [
        "# Limits",
        "",
        Markdown.Notice,
        "",
        "How much an object may have at most. The API server refuses more; each field's page has all of its limits. The object as a whole, status included,",
        "must fit into what etcd takes: 1.5 MiB, where nobody has set another limit.",
        "",
        "## Names",
        "",
        .. Markdown.Head("Kind", "`metadata.name`, in characters"),
        .. kinds.Select(static kind => Markdown.Row($"[{kind.Info.Kind}](kinds/{kind.Info.Kind}.md)", $"{kind.Attribute<KindNamesAttribute>().MaxNameLength}")),
        "",
        "A rollout's name is short because it names Services, and with a revision Deployments.",
        "",
        .. Important.SelectMany(group => Table(kinds.Single(kind => string.Equals(kind.Info.Kind, group.Kind, StringComparison.Ordinal)), group.Paths)),
    ]);

    private static IEnumerable<string> Table(KindModel kind, string[] paths) =>
    [
        $"## {kind.Info.Kind}",
        "",
        .. Markdown.Head("Field", "At most", "Means"),
        .. paths.Select(path => Row(kind, path)),
        "",
    ];

    private static string Row(KindModel kind, string path)
    {
        var places = SchemaWalker.Below("", kind.Schema).ToDictionary(static place => place.Path.TrimStart('.'), static place => place.Node, StringComparer.Ordinal);
        var node = places.GetValueOrDefault(path) ?? throw new InvalidOperationException($"{kind.Info.Kind} has no {path}: correct the list of important limits.");
        var most = FieldLimits.Most(node) ?? throw new InvalidOperationException($"{kind.Info.Kind}: {path} has no limit: take it out of the list of important limits.");
        var description = node.Description ?? places[path.TrimEnd('{', '}', '[', ']')].Description!;
        return Markdown.Row(Markdown.CellCode(path), most, Markdown.Text(description));
    }
}
