namespace ModelSync.Operator.Gates.Secrets;

/// <summary>A secret; it never prints itself.</summary>
internal sealed class SecretText(string value)
{
    /// <summary>The secret itself.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => "(redacted)";
}
