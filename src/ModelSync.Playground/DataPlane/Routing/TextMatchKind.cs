namespace ModelSync.Playground.DataPlane.Routing;

internal enum TextMatchKind
{
    Any,
    Exact,
    Prefix,
    Regex,
}
