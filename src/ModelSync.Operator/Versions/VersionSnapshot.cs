using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Operator.Versions;

/// <summary>Everything that the state of a version follows from.</summary>
internal sealed record VersionSnapshot
{
    /// <summary>The version as it is stored.</summary>
    public required ModelVersion Version { get; init; }

    /// <summary>The time of day.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What is wrong with the spec, as the validator says; null where nobody looked, because it is pinned.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>What came of an attempt to pin it; null where none was made.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Where tags lead now; null where nobody looked, and without those that could not be learned.</summary>
    public IReadOnlyList<UpstreamFinding>? Upstream { get; init; }

    /// <summary>The policies of both scopes that may be about it.</summary>
    public IReadOnlyList<PolicySource> Policies { get; init; } = [];

    /// <summary>The labels of its namespace; null where they are not known.</summary>
    public StringMap? NamespaceLabels { get; init; }

    /// <summary>The operator's own environment.</summary>
    public string? DefaultEnvironment { get; init; }

    /// <summary>Who serves it, in a fixed order.</summary>
    public IReadOnlyList<VersionUse> Uses { get; init; } = [];
}
