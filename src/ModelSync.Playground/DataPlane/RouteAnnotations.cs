namespace ModelSync.Playground.DataPlane;

/// <summary>The annotations by which a route says how the playground's controllers shall treat it.</summary>
public static class RouteAnnotations
{
    /// <summary>How many milliseconds a change takes until it is judged and served.</summary>
    public const string Delay = "playground.modelsync.io/route-delay-ms";

    /// <summary>The reason, in CamelCase, for which changes are refused; what was accepted before is served on.</summary>
    public const string Refuse = "playground.modelsync.io/route-refuse";
}
