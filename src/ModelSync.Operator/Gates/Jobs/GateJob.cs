using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gates.Jobs;

/// <summary>A Job, as far as it is read here.</summary>
internal sealed record GateJob : IResource<GateJob>
{
    /// <inheritdoc/>
    public static ResourceInfo Resource { get; } = new("batch", "v1", "Job", "jobs");

    /// <inheritdoc/>
    public static JsonTypeInfo<GateJob> TypeInfo => GateJobJsonContext.Default.GateJob;

    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What became of it.</summary>
    public GateJobStatus? Status { get; init; }
}
