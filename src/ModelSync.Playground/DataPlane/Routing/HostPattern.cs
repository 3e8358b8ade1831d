namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>A host name, a wildcard such as `*.example`, or any host.</summary>
internal sealed record HostPattern
{
    private readonly string? _suffix;

    private HostPattern(string? text)
    {
        Text = text;
        _suffix = text?.StartsWith("*.", StringComparison.Ordinal) is true ? text[1..] : null;
    }

    public static HostPattern Any { get; } = new(text: null);

    /// <summary>In lower case; null for any host.</summary>
    public string? Text { get; }

    public bool IsWildcard => _suffix is not null;

    public static HostPattern Of(string? text) => string.IsNullOrEmpty(text) || text is "*" ? Any : new HostPattern(text.ToLowerInvariant());

    /// <summary>A wildcard stands for one or more labels, never for none.</summary>
    public bool Matches(string host) =>
        Text is null
        || (_suffix is null
            ? string.Equals(host, Text, StringComparison.Ordinal)
            : host.Length > _suffix.Length && host.EndsWith(_suffix, StringComparison.Ordinal));

    /// <summary>The hosts of both; null where they have none in common.</summary>
    public HostPattern? Intersect(HostPattern other)
    {
        if (Text is null)
        {
            return other;
        }

        if (other.Text is null || (other.IsWildcard && (other.Matches(Text) || Equals(other))))
        {
            return this;
        }

        return Equals(other) || (IsWildcard && Matches(other.Text)) ? other : null;
    }

    /// <summary>Exact names before wildcards before any host, and the longer before the shorter.</summary>
    public static int BySpecificity(HostPattern left, HostPattern right)
    {
        var rank = Rank(right).CompareTo(Rank(left));
        return rank != 0 ? rank : (right.Text?.Length ?? 0).CompareTo(left.Text?.Length ?? 0);

        static int Rank(HostPattern pattern) => pattern switch { { Text: null } => 0, { IsWildcard: true } => 1, _ => 2 };
    }
}
