namespace ModelSync.Operator.Permissions;

/// <summary>All that the operator may do; a test compares it with what the API server's audit log says that it did.</summary>
internal static class OperatorPermissions
{
    // What is only read is cached, and a cache lists and watches.
    private static readonly string[] Read = ["list", "watch"];

    // A server-side apply that makes an object needs the right to create it, too.
    private static readonly string[] Own = ["get", "list", "watch", "create", "patch", "delete"];

    /// <summary>In each namespace that is looked after.</summary>
    public static IReadOnlyList<PermissionRule> InNamespaces { get; } =
    [
        new("modelsync.io", ["modelrollouts"], ["get", "list", "watch", "patch"], "what is declared; the finalizer"),
        new("modelsync.io", ["modelrollouts/finalizers"], ["update"], "ownerReferences that hold a rollout until its objects are gone"),
        new("modelsync.io", ["modelversions"], ["get", "list", "watch"], "what is declared; a version is looked at live before its pin is written"),
        new("modelsync.io", ["modelgates", "modelpolicies", "modelapprovals"], Read, "what is declared"),
        new(
            "modelsync.io",
            ["modelrollouts/status", "modelversions/status", "modelgates/status", "modelpolicies/status", "modelapprovals/status"],
            ["patch"],
            "what is observed and decided"),
        new("apps", ["deployments", "controllerrevisions"], Own, "one Deployment a revision, and its record"),
        new("", ["services"], Own, "one Service a revision, and the entry Service"),
        new("policy", ["poddisruptionbudgets"], Own, "one a revision"),
        new("gateway.networking.k8s.io", ["httproutes", "grpcroutes"], Own, "routes that ModelSync makes, and the one rule of a route by reference"),
        new("networking.istio.io", ["virtualservices"], Own, "the same for Istio"),
        new("batch", ["jobs"], ["get", "list", "create", "patch", "delete"], "gates of type Job"),
        new("", ["pods"], Read, "the health of revisions"),
        new("discovery.k8s.io", ["endpointslices"], Read, "which pods get requests"),
        new("", ["secrets"], ["get"], "pull secrets and the credentials of gates, each by its name"),
        new("", ["events"], ["create", "patch"], "what people are told"),
    ];

    /// <summary>Cluster-wide, also where only some namespaces are looked after.</summary>
    public static IReadOnlyList<PermissionRule> InCluster { get; } =
    [
        new("modelsync.io", ["clustermodelgates", "clustermodelpolicies", "modelclusters"], Read, "what is declared for all namespaces"),
        new("modelsync.io", ["clustermodelgates/status", "clustermodelpolicies/status", "modelclusters/status"], ["patch"], "whether they can be used, and what policies object to"),
        new("", ["namespaces"], ["get", "list", "watch"], "which cluster this is, by the UID of kube-system; the label modelsync.io/environment, and which namespaces policies match"),
    ];

    /// <summary>In the operator's own namespace.</summary>
    public static IReadOnlyList<PermissionRule> InOwnNamespace { get; } =
    [
        new("coordination.k8s.io", ["leases"], ["get", "watch", "create", "update"], "which replica leads"),
    ];

    /// <summary>Where pods are reached by way of the API server, which is off by default.</summary>
    public static PermissionRule PodProxy { get; } = new("", ["pods/proxy"], ["get", "create"], "gates that reach pods by way of the API server");
}
