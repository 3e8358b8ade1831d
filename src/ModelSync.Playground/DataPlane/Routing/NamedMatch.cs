namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>What a header or query parameter must be.</summary>
internal sealed record NamedMatch(string Name, TextMatch Text);
