namespace ModelSync.Playground.Faults.Rules;

/// <summary>A request as the API server understands it.</summary>
public sealed record ApiRequest
{
    /// <summary>What is asked for: one of Kubernetes' verbs or <c>apply</c>; the HTTP method in lower case where no resource is meant.</summary>
    public required string Verb { get; init; }

    /// <summary>The path without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query with its question mark; empty where there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The API group; empty for the core.</summary>
    public string Group { get; init; } = "";

    /// <summary>The resource; null where none is meant, as for discovery.</summary>
    public string? Resource { get; init; }

    /// <summary>The subresource.</summary>
    public string? Subresource { get; init; }

    /// <summary>The namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name.</summary>
    public string? Name { get; init; }

    /// <summary>Who asks; null where nobody but the server can tell.</summary>
    public string? User { get; init; }

    /// <summary>The User-Agent.</summary>
    public string? Agent { get; init; }

    /// <summary>The resource with its group, as the server's messages write it.</summary>
    public string QualifiedResource => Group.Length == 0 ? Resource ?? "" : $"{Resource}.{Group}";

    internal bool IsWatch => Verb is "watch";

    internal bool IsList => Verb is "list";

    internal bool Is(FaultTarget target) => target switch
    {
        FaultTarget.Request => true,
        FaultTarget.List => IsList,
        FaultTarget.Watch => IsWatch,
        _ => false,
    };
}
