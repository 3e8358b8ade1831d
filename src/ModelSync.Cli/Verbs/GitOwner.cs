using System.Text.Json;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Cli.Verbs;

/// <summary>Finds out whether Git says what stands in an object's spec, so that a change by hand does not last.</summary>
internal static class GitOwner
{
    private static readonly (string Sign, string Tool)[] Signs =
    [
        ("argocd.argoproj.io/tracking-id", "Argo CD"),
        ("argocd.argoproj.io/instance", "Argo CD"),
        ("argocd-controller", "Argo CD"),
        ("argocd-application-controller", "Argo CD"),
        ("kustomize.toolkit.fluxcd.io/name", "Flux"),
        ("kustomize-controller", "Flux"),
        ("helm.toolkit.fluxcd.io/name", "Flux"),
        ("helm-controller", "Flux"),
    ];

    /// <summary>The tool that labels, annotations or the managers of fields tell of; null where none does.</summary>
    public static string? Of(ObjectMeta metadata, IEnumerable<string> managers)
    {
        var found = (metadata.Annotations?.Keys ?? []).Concat(metadata.Labels?.Keys ?? []).Concat(managers).ToHashSet(StringComparer.Ordinal);
        return Signs.FirstOrDefault(sign => found.Contains(sign.Sign)).Tool;
    }

    /// <summary>What to say after a change of the spec by hand; null where Git has no say.</summary>
    public static string? NoteOn(string? tool, string what, bool hasVerb) => tool is null ? null
        : $"{tool} manages this rollout and will set {what} again from Git: commit the change there too{(hasVerb ? ", or use --keep-spec, which leaves the spec alone" : "")}.";

    /// <summary>The managers of the rollout's fields; nothing where they cannot be read, for it is only a remark.</summary>
    public static async Task<IReadOnlyList<string>> ManagersAsync(IKubernetesClient client, NamespacedName key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(ModelRollout.Resource.ObjectPath(key), UriKind.Relative));
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await client.SendRawAsync(request, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            return [];
        }

        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Kubernetes.Serialization.JsonLimits.MaxDepth });
        return json.RootElement.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("managedFields", out var fields)
            ? [.. fields.EnumerateArray().Select(entry => entry.TryGetProperty("manager", out var manager) ? manager.GetString() : null).OfType<string>()]
            : [];
    }
}
