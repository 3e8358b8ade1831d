namespace ModelSync.Api.Schema;

/// <summary>One place of a kind's schema.</summary>
/// <param name="Path">Where it is, such as <c>spec.strategy.canary.steps[].setWeight</c>.</param>
/// <param name="Node">What is allowed there.</param>
public sealed record SchemaPlace(string Path, SchemaNode Node);
