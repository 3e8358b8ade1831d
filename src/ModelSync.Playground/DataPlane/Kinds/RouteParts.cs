using System.Text.Json;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.DataPlane.Kinds;

/// <summary>What a route wants to be attached to.</summary>
internal sealed record ParentReference
{
    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string? Namespace { get; init; }

    public required string Name { get; init; }

    public string? SectionName { get; init; }

    public int? Port { get; init; }
}

internal sealed record HeaderValueMatch
{
    public string? Type { get; init; }

    public required string Name { get; init; }

    public string? Value { get; init; }
}

internal sealed record BackendReference
{
    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string? Namespace { get; init; }

    public required string Name { get; init; }

    public int? Port { get; init; }

    public int? Weight { get; init; }

    public IReadOnlyList<RouteFilter>? Filters { get; init; }
}

internal sealed record RouteFilter
{
    public required string Type { get; init; }

    public HeaderFilter? RequestHeaderModifier { get; init; }

    public HeaderFilter? ResponseHeaderModifier { get; init; }

    public RedirectFilter? RequestRedirect { get; init; }

    public RewriteFilter? UrlRewrite { get; init; }
}

internal sealed record HeaderFilter
{
    public IReadOnlyList<HeaderPair>? Set { get; init; }

    public IReadOnlyList<HeaderPair>? Add { get; init; }

    public IReadOnlyList<string>? Remove { get; init; }
}

internal sealed record HeaderPair(string Name, string Value);

internal sealed record RedirectFilter
{
    public string? Scheme { get; init; }

    public string? Hostname { get; init; }

    public PathModifier? Path { get; init; }

    public int? Port { get; init; }

    public int? StatusCode { get; init; }
}

internal sealed record RewriteFilter
{
    public string? Hostname { get; init; }

    public PathModifier? Path { get; init; }
}

internal sealed record PathModifier
{
    public required string Type { get; init; }

    public string? ReplaceFullPath { get; init; }

    public string? ReplacePrefixMatch { get; init; }
}

internal sealed record RouteTimeouts
{
    public string? Request { get; init; }

    public string? BackendRequest { get; init; }
}

/// <summary>What controllers say of a route. Entries are kept as they are: those of other controllers are not ours to change.</summary>
internal sealed record RouteStatus
{
    public IReadOnlyList<JsonElement>? Parents { get; init; }
}

internal sealed record RouteParentStatus
{
    public ParentReference? ParentRef { get; init; }

    public string? ControllerName { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
