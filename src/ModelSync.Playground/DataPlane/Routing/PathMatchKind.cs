namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>The ways to match a path, the weakest first: the order decides which of two matches goes first.</summary>
internal enum PathMatchKind
{
    /// <summary>Every path, or one of which only the last part is known.</summary>
    Suffix,

    /// <summary>A plain prefix of the text, as Istio has it.</summary>
    TextPrefix,

    /// <summary>A prefix of whole path elements, as the Gateway API has it.</summary>
    Prefix,

    /// <summary>A regular expression for the whole path.</summary>
    Regex,

    /// <summary>The whole path.</summary>
    Exact,
}
