using System.Globalization;
using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Execution;

/// <summary>Makes the body of an apply from an intent.</summary>
internal static class SealedBody
{
    /// <summary>The intent with its bookkeeping, in the API version that the cluster serves.</summary>
    public static ApplyConfiguration Of(ResourceInfo kind, RawJson intent, string? resourceVersion, long? epoch, string? seal)
    {
        var body = (JsonObject)JsonText.Tree(intent)!;
        body["apiVersion"] = kind.ApiVersion;
        var metadata = (JsonObject)body["metadata"]!;
        if (resourceVersion is not null)
        {
            metadata["resourceVersion"] = resourceVersion;
        }

        var annotations = metadata["annotations"] as JsonObject;
        if (annotations is null)
        {
            metadata["annotations"] = annotations = [];
        }

        if (epoch is { } number)
        {
            annotations[ObjectKeys.Epoch] = number.ToString(CultureInfo.InvariantCulture);
        }

        if (seal is not null)
        {
            annotations[ObjectKeys.Applied] = seal;
        }

        return ApplyConfiguration.FromJson(kind, JsonBytes.Of(body));
    }
}
