using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Discovery;

namespace ModelSync.EndToEnd.Chart;

/// <summary>The chart is for Kubernetes 1.28 and later; the test bed is older.</summary>
internal static class OldServers
{
    /// <summary>Before 1.21 a PodDisruptionBudget was policy/v1beta1, with the same fields.</summary>
    public static JsonNode Adapt(JsonNode one, ServerVersion version)
    {
        if (one.Kind == "PodDisruptionBudget" && !version.IsAtLeast(1, 21))
        {
            one["apiVersion"] = "policy/v1beta1";
        }

        return one;
    }
}
