namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>A new path: for the whole one, or for the prefix that was matched.</summary>
internal sealed record PathRewrite(string Value, bool IsPrefix)
{
    public string Apply(string path, PathMatch match)
    {
        if (!IsPrefix)
        {
            return Value;
        }

        var rest = path.Length >= match.Value.Length ? path[match.Value.Length..] : "";
        if (match.Kind is PathMatchKind.TextPrefix)
        {
            return Value + rest;
        }

        // Whole elements: "/a" to "/" makes "/" of "/a" and "/b" of "/a/b", and "/a" to "/x/" makes "/x/b".
        var joined = Value.TrimEnd('/') + rest;
        return joined.Length == 0 ? "/" : joined;
    }
}
