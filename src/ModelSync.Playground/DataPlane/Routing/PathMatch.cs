namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>What the path of a request, without its query, must be.</summary>
internal sealed record PathMatch
{
    private readonly TextMatch _text;

    private PathMatch(PathMatchKind kind, string value, TextMatch text)
    {
        Kind = kind;
        Value = value;
        _text = text;
    }

    public static PathMatch Any { get; } = Prefix("/");

    public PathMatchKind Kind { get; }

    /// <summary>The path, prefix or pattern; how long it is decides between two matches of the same kind.</summary>
    public string Value { get; }

    public static PathMatch Exact(string path) => new(PathMatchKind.Exact, path, TextMatch.Exact(path));

    /// <summary>A prefix of whole elements: "/abc" and "/abc/" alike match "/abc" and "/abc/d", not "/abcd".</summary>
    public static PathMatch Prefix(string path) => new(PathMatchKind.Prefix, path.TrimEnd('/'), TextMatch.Any);

    /// <summary>A prefix of the text: "/abc" matches "/abcd" too.</summary>
    public static PathMatch TextPrefix(string prefix) => new(PathMatchKind.TextPrefix, prefix, TextMatch.Prefix(prefix));

    /// <summary>Null where the pattern cannot be used.</summary>
    public static PathMatch? TryRegex(string pattern) => TextMatch.TryRegex(pattern) is { } text ? new PathMatch(PathMatchKind.Regex, pattern, text) : null;

    /// <summary>The last element alone, as a GRPCRoute that names a method of any service.</summary>
    public static PathMatch Suffix(string last) => new(PathMatchKind.Suffix, last, TextMatch.Any);

    public bool Matches(string path) => Kind switch
    {
        PathMatchKind.Prefix => path.StartsWith(Value, StringComparison.Ordinal) && (path.Length == Value.Length || path[Value.Length] == '/'),
        PathMatchKind.Suffix => path.EndsWith(Value, StringComparison.Ordinal) && path.Length > Value.Length && path[^(Value.Length + 1)] == '/',
        _ => _text.Matches(path),
    };
}
