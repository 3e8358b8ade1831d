using System.Globalization;
using ModelSync.Quickstart.Arguments;
using ModelSync.Quickstart.Manifests;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>Says what will be made in a cluster, before anybody agrees to it.</summary>
internal static class ClusterQuestion
{
    public static IReadOnlyList<string> Lines(QuickstartArguments.Run arguments, string context, Uri server, ClusterSurvey survey) =>
    [
        $"Context {context}: Kubernetes {survey.Kubernetes} at {server}",
        "",
        "In this cluster, the quickstart would",
        .. survey.HasLeftovers ? new[] { $"  delete namespace {ClusterNames.Namespace}, which an earlier quickstart has left behind" } : [],
        $"  create namespace {ClusterNames.Namespace}, and in it a rollout with up to 6 pods of {arguments.Image}",
        survey.MissingDefinitions.Count == 0
            ? $"  use the CustomResourceDefinitions of ModelSync, which are there already"
            : $"  create {survey.MissingDefinitions.Count} CustomResourceDefinitions: {string.Join(", ", survey.MissingDefinitions.Select(Definitions.NameOf))}",
        $"  create a ServiceAccount and Roles in that namespace, and ClusterRole and ClusterRoleBinding {ClusterNames.ClusterRole}, which only look at what is declared",
        $"  run the operator here, on this machine, as that ServiceAccount and for that namespace alone",
        string.Create(CultureInfo.InvariantCulture, $"  send about {ServiceLoad.RequestsPerSecond} requests a second to the pods, by way of the API server"),
        arguments.Remove
            ? "and at the end remove all of it; definitions only where no objects of their kinds are left."
            : "and at the end leave all of it but the operator (REMOVE=false).",
    ];
}
