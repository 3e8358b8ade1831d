namespace ModelSync.Playground.ControlPlane.Pki;

/// <summary>A user of the control plane who shows a static bearer token. The API server reads these once, at its start.</summary>
public sealed record TokenUser(string Name, IReadOnlyList<string> Groups, string Token)
{
    /// <summary>Makes a user with a random token.</summary>
    public static TokenUser Create(string name, params IReadOnlyList<string> groups) => new(name, groups, NewToken());

    /// <summary>Never prints the token.</summary>
    public override string ToString() => $"{nameof(TokenUser)} {Name}";

    /// <summary>One line of the API server's token file: token, user, uid and, in quotes, the groups.</summary>
    internal string ToCsv() => $"{Token},{Field(Name)},{Field(Name)},{Field(string.Join(',', Groups))}";

    private static string NewToken() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(24));

    private static string Field(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
