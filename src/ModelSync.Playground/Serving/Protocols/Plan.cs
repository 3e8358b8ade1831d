namespace ModelSync.Playground.Serving.Protocols;

/// <summary>
/// What a runtime makes of a request: an answer at once, or an inference, which takes its time and may fail. The route is the pattern of
/// the path, so that metrics have as many series as there are patterns, whatever clients ask for.
/// </summary>
internal sealed record Plan
{
    /// <summary>The route of what no route fits.</summary>
    public const string NoRoute = "none";

    private Plan(string route, ServingReply? reply, Inference? inference) => (Route, Reply, Inference) = (route, reply, inference);

    public string Route { get; }

    public ServingReply? Reply { get; }

    public Inference? Inference { get; }

    public static Plan Of(string route, ServingReply reply) => new(route, reply, null);

    public static Plan Of(string route, Inference inference) => new(route, null, inference);
}
