namespace ModelSync.Playground.Serving.Protocols;

/// <summary>Ray Serve's plain words.</summary>
internal sealed class RayServeErrors : ErrorStyle
{
    public static RayServeErrors Instance { get; } = new();

    public override ServingReply Error(int status, string message) => ServingReply.Text(status, message);

    public override ServingReply NotFound(ServingRequest request) =>
        ServingReply.Text(404, $"Path '{request.Path}' not found. Ping http://.../-/routes for available routes.");
}
