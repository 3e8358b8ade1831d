using ModelSync.Api.Versions;

namespace ModelSync.Operator.Versions;

/// <summary>What a version is pinned to, or why it is not.</summary>
internal sealed record VersionPins
{
    /// <summary>The components; null until all are pinned.</summary>
    public IReadOnlyList<ResolvedComponent>? Components { get; private init; }

    /// <summary>The digest of the package.</summary>
    public string? PackageDigest { get; private init; }

    /// <summary>The digest of the spec as it was when it was pinned.</summary>
    public string? SpecDigest { get; private init; }

    /// <summary>Whether the spec is another one now.</summary>
    public bool IsMutated { get; private init; }

    /// <summary>Whether this very snapshot pinned it.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Why it is not pinned.</summary>
    public ResolutionFailure? Failure { get; private init; }

    /// <summary>Takes what the status remembers, for ever; else what an attempt has found.</summary>
    public static VersionPins Of(VersionSnapshot snapshot)
    {
        var (status, spec) = (snapshot.Version.Status, snapshot.Version.Spec);
        if (spec is null)
        {
            return new VersionPins();
        }

        if (VersionState.IsPinned(status))
        {
            return new VersionPins
            {
                Components = status!.Components,
                PackageDigest = status.PackageDigest,
                SpecDigest = status.SpecDigest,
                IsMutated = !string.Equals(status.SpecDigest, Api.Digests.SpecDigest.Of(spec), StringComparison.Ordinal),
            };
        }

        if (snapshot.Errors is { Count: > 0 })
        {
            return new VersionPins();
        }

        return snapshot.Resolution is { IsBusy: false } resolution
            ? resolution.Components is { } components ? Pin(spec, components) : new VersionPins { Failure = resolution.Failure }
            : new VersionPins { Failure = ResolutionFailure.Of(VersionState.Find(status, VersionConditions.Resolved)) };
    }

    private static VersionPins Pin(ModelVersionSpec spec, IReadOnlyList<ResolvedComponent> components)
    {
        var package = Api.Digests.PackageDigest.Of(spec, components);
        return spec.PackageDigest is { } declared && !string.Equals(declared, package, StringComparison.Ordinal)
            ? new VersionPins
            {
                // Nothing is pinned: a tag that was pushed wrong may be pushed right, and the next attempt finds it.
                Failure = new ResolutionFailure(
                    VersionReasons.DigestMismatch,
                    $"spec.packageDigest is {declared}, but the components, parameters, schema, metrics and lineage make {package}: "
                    + "push what was meant, or create the ModelVersion again with the right digest"),
            }
            : new VersionPins { Components = components, PackageDigest = package, SpecDigest = Api.Digests.SpecDigest.Of(spec), IsNew = true };
    }
}
