namespace ModelSync.Playground.DataPlane;

/// <summary>How the playground's gateway and mesh controllers treat the routes that say nothing of it in their annotations.</summary>
public sealed record RouteBehavior
{
    /// <summary>Accepts everything at once.</summary>
    public static RouteBehavior Prompt { get; } = new();

    /// <summary>How long each change of a route takes until it is judged and served.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The reason, in CamelCase, for which all changes of routes are refused; null accepts them. What was accepted before is served on.</summary>
    public string? Refusal { get; init; }
}
