namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>The names of the playground's own gateway class.</summary>
public static class GatewayClasses
{
    /// <summary>The name of the controller, which classes and statuses carry.</summary>
    public const string ControllerName = "modelsync.io/playground";

    /// <summary>The name of the class that the playground makes.</summary>
    public const string ClassName = "playground";
}
