using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Playground.DataPlane.Kinds;

/// <summary>A Gateway, as far as it decides which routes are served where.</summary>
internal sealed record Gateway : IResource<Gateway>
{
    public static ResourceInfo Resource => GatewayGroup.Gateways;

    public static JsonTypeInfo<Gateway> TypeInfo => PlaneJsonContext.Default.Gateway;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public GatewaySpec? Spec { get; init; }

    public GatewayStatus? Status { get; init; }
}

internal sealed record GatewaySpec
{
    public string? GatewayClassName { get; init; }

    public IReadOnlyList<GatewayListener>? Listeners { get; init; }
}

internal sealed record GatewayListener
{
    public required string Name { get; init; }

    public string? Hostname { get; init; }

    public int Port { get; init; }

    public string? Protocol { get; init; }

    public AllowedRoutes? AllowedRoutes { get; init; }
}

internal sealed record AllowedRoutes
{
    public RouteNamespaces? Namespaces { get; init; }

    public IReadOnlyList<RouteGroupKind>? Kinds { get; init; }
}

internal sealed record RouteNamespaces
{
    /// <summary>`All`, `Same` or `Selector`.</summary>
    public string? From { get; init; }

    public LabelSelector? Selector { get; init; }
}

internal sealed record RouteGroupKind
{
    public string? Group { get; init; }

    public required string Kind { get; init; }
}

internal sealed record GatewayStatus
{
    public IReadOnlyList<GatewayAddress>? Addresses { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }

    public IReadOnlyList<ListenerStatus>? Listeners { get; init; }
}

internal sealed record GatewayAddress(string Type, string Value);

internal sealed record ListenerStatus
{
    public required string Name { get; init; }

    public IReadOnlyList<RouteGroupKind>? SupportedKinds { get; init; }

    public int AttachedRoutes { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
