using ModelSync.Kubernetes.Meta;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>One request as it arrived at the simulated API.</summary>
/// <param name="At">When, by the API's clock.</param>
/// <param name="Verb">What is asked.</param>
/// <param name="Resource">Of which kind; null for discovery.</param>
/// <param name="Key">The object, or the namespace with an empty name; null for all namespaces.</param>
/// <param name="Version">The resource version of a list or watch.</param>
/// <param name="Subresource">The subresource that is written or read.</param>
public sealed record SimulatedRequest(
    DateTimeOffset At, SimulatedVerb Verb, ResourceInfo? Resource, NamespacedName? Key = null, ResourceVersion Version = default, string? Subresource = null)
{
    /// <inheritdoc />
    public override string ToString() => $"{Verb} {Resource?.Plural}{(Subresource is null ? "" : $"/{Subresource}")} {Key}{(Version.IsNone ? "" : $" @{Version}")}";
}
