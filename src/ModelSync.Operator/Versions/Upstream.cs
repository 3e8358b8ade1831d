using ModelSync.Api.Versions;
using ModelSync.Registries;
using ModelSync.Registries.Components;

namespace ModelSync.Operator.Versions;

/// <summary>Whether tags still lead to what was pinned. Whatever they lead to, what serves does not change.</summary>
internal static class Upstream
{
    /// <summary>The components whose tags are worth looking at.</summary>
    public static IReadOnlyList<(ModelComponent Component, ImageReference Reference)> Tagged(ModelVersionSpec? spec) =>
    [
        .. (spec?.Components ?? [])
            .Select(component => (component, (ComponentSource.Of(component) as ComponentSource.Registry) is { HasTag: true } source ? source.Reference : null))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.component, pair.Item2!)),
    ];

    /// <summary>What the condition says of a version with pins.</summary>
    public static Finding Of(VersionSnapshot snapshot, VersionPins pins)
    {
        var tagged = Tagged(snapshot.Version.Spec);
        if (tagged.Count == 0)
        {
            return Finding.False(VersionConditions.UpstreamMutated, VersionReasons.NoTags, "No component was resolved from a tag.");
        }

        var learned = snapshot.Upstream ?? [];
        var moved = tagged
            .Select(tag => Describe(tag.Component, tag.Reference, learned, pins))
            .OfType<string>()
            .ToArray();
        if (moved.Length > 0)
        {
            return Finding.True(
                VersionConditions.UpstreamMutated,
                VersionReasons.UpstreamMutated,
                $"{string.Join("; ", moved)}. What serves does not change; create a new ModelVersion to use what is there now.");
        }

        // Where a registry did not answer, what was known stays known.
        return learned.Count < tagged.Count && VersionState.Find(snapshot.Version.Status, VersionConditions.UpstreamMutated) is { Status: "True" } known
            ? Finding.True(VersionConditions.UpstreamMutated, known.Reason ?? VersionReasons.UpstreamMutated, known.Message ?? string.Empty)
            : Finding.False(VersionConditions.UpstreamMutated, VersionReasons.Unchanged, "The tags lead to what is pinned.");
    }

    private static string? Describe(ModelComponent component, ImageReference reference, IReadOnlyList<UpstreamFinding> learned, VersionPins pins)
    {
        var pin = pins.Components?.FirstOrDefault(one => string.Equals(one.Name, component.Name, StringComparison.Ordinal))?.Digest;
        var now = learned.FirstOrDefault(finding => string.Equals(finding.Component, component.Name, StringComparison.Ordinal));
        if (now is null || pin is null || string.Equals(now.Digest, pin, StringComparison.Ordinal))
        {
            return null;
        }

        return now.Digest is null
            ? $"components[{component.Name}]: the tag of {reference} is gone, pinned is {pin}"
            : $"components[{component.Name}]: {reference} leads to {now.Digest} now, pinned is {pin}";
    }
}
