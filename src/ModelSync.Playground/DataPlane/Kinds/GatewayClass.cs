using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.DataPlane.Kinds;

/// <summary>A GatewayClass: which controller serves the Gateways that name it.</summary>
internal sealed record GatewayClass : IResource<GatewayClass>
{
    public static ResourceInfo Resource => GatewayGroup.GatewayClasses;

    public static JsonTypeInfo<GatewayClass> TypeInfo => PlaneJsonContext.Default.GatewayClass;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public GatewayClassSpec? Spec { get; init; }

    public ConditionsStatus? Status { get; init; }
}

internal sealed record GatewayClassSpec
{
    public string? ControllerName { get; init; }
}

internal sealed record ConditionsStatus
{
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
