using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Quickstart.Manifests;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>What is in a cluster already, looked at before anything is changed.</summary>
internal sealed record ClusterSurvey
{
    /// <summary>The name of the Lease by which an operator of ModelSync leads.</summary>
    private const string LeaderLease = "modelsync";

    /// <summary>The version of Kubernetes.</summary>
    public required string Kubernetes { get; init; }

    /// <summary>The definitions that the cluster lacks.</summary>
    public required IReadOnlyList<JsonObject> MissingDefinitions { get; init; }

    /// <summary>Whether an earlier quickstart has left its namespace behind.</summary>
    public required bool HasLeftovers { get; init; }

    /// <summary>Looks, and changes nothing.</summary>
    /// <exception cref="QuickstartException">Something is in the way; the message names it and the remedy.</exception>
    public static async Task<ClusterSurvey> OfAsync(IKubernetesClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var version = await client.Discovery.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        var ns = await client.Resource<Namespace>().GetAsync(NamespacedName.ClusterScoped(ClusterNames.Namespace), cancellationToken).ConfigureAwait(false);
        Refuse(ns?.Metadata, "namespace");
        foreach (var kind in new[] { ClusterNames.Roles, ClusterNames.Bindings })
        {
            var present = await client.Metadata(kind).GetAsync(NamespacedName.ClusterScoped(ClusterNames.ClusterRole), cancellationToken).ConfigureAwait(false);
            Refuse(present?.Metadata, kind.Kind.ToLowerInvariant());
        }

        var missing = await new Definitions(client, time).MissingAsync(cancellationToken).ConfigureAwait(false);
        await RefuseOtherOperatorAsync(client, time, cancellationToken).ConfigureAwait(false);
        return new ClusterSurvey { Kubernetes = version.ToString(), MissingDefinitions = missing, HasLeftovers = ns is not null };
    }

    private static void Refuse(ObjectMeta? present, string kind)
    {
        if (present is not null && !ClusterNames.IsOwn(present))
        {
            throw new QuickstartException($"there is a {kind} {present.Name} that the quickstart has not made, and it is left alone: rename or delete it, or take another cluster");
        }
    }

    // Two operators that look after one namespace would undo each other's work.
    private static async Task RefuseOtherOperatorAsync(IKubernetesClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new ListOptions { FieldSelector = FieldQuery.Everything.Equal("metadata.name", LeaderLease) };
        var leases = await client.Resource<Lease>().ListAsync(options, cancellationToken).ConfigureAwait(false);
        var leading = leases.Items.FirstOrDefault(lease =>
            !string.Equals(lease.Metadata.Namespace, ClusterNames.Namespace, StringComparison.Ordinal)
            && lease.Spec is { HolderIdentity.Length: > 0, RenewTime: { } renewed, LeaseDurationSeconds: { } seconds }
            && time.GetUtcNow() - renewed.ToDateTimeOffset() < TimeSpan.FromSeconds(seconds));
        if (leading is not null)
        {
            throw new QuickstartException(
                $"an operator of ModelSync runs in this cluster already (Lease {leading.Metadata.Key}, held by {leading.Spec!.HolderIdentity}), and would look after the "
                + $"quickstart's namespace, too: apply {ManifestFiles.ClusterSamples} to a namespace of your own instead");
        }
    }
}
