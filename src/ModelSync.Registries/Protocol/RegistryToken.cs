namespace ModelSync.Registries.Protocol;

/// <summary>What a token server gave; prints nothing of it.</summary>
internal sealed class RegistryToken(string value, DateTimeOffset until)
{
    /// <summary>The token.</summary>
    public string Value { get; } = value;

    /// <summary>Until when it can be used.</summary>
    public DateTimeOffset Until { get; } = until;

    /// <summary>When it ends, never the token.</summary>
    public override string ToString() => $"token until {Until:O}";
}
