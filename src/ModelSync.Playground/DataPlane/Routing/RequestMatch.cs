namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>What a request must be to be of a rule; all of it must hold.</summary>
internal sealed record RequestMatch
{
    public static RequestMatch Any { get; } = new();

    public PathMatch Path { get; init; } = PathMatch.Any;

    public TextMatch? Method { get; init; }

    /// <summary>The host as a part of the match, as Istio has it.</summary>
    public TextMatch? Authority { get; init; }

    public IReadOnlyList<NamedMatch> Headers { get; init; } = [];

    public IReadOnlyList<NamedMatch> QueryParameters { get; init; } = [];

    public bool Matches(RequestView request) =>
        Path.Matches(request.Path)
        && Method?.Matches(request.Method) is not false
        && Authority?.Matches(request.Host) is not false
        && Headers.All(header => request.Header(header.Name) is { } value && header.Text.Matches(value))
        && QueryParameters.All(parameter => request.QueryParameter(parameter.Name) is { } value && parameter.Text.Matches(value));
}
