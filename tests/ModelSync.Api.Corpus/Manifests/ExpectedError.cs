namespace ModelSync.Api.Corpus.Manifests;

/// <summary>An error that a bad manifest must have.</summary>
/// <param name="Field">The field.</param>
/// <param name="Message">The exact message.</param>
/// <param name="IsSeenByServers">False for what CEL cannot see: an API server takes the object.</param>
public sealed record ExpectedError(string Field, string Message, bool IsSeenByServers)
{
    /// <inheritdoc />
    public override string ToString() => $"{Field}: {Message}";
}
