namespace ModelSync.Registries.Protocol;

/// <summary>One way in which a registry wants to be told who asks.</summary>
/// <param name="Scheme">Basic or Bearer, in lower case.</param>
/// <param name="Parameters">Such as realm and service.</param>
internal sealed record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The scheme of passwords.</summary>
    public const string Basic = "basic";

    /// <summary>The scheme of tokens.</summary>
    public const string Bearer = "bearer";

    /// <summary>A parameter; null where it is not said.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    /// <summary>The first way of these header values that we can go, tokens before passwords; null where there is none.</summary>
    public static AuthChallenge? Choose(IReadOnlyList<string> headers)
    {
        var challenges = headers.SelectMany(AuthChallengeParser.Parse).ToArray();
        return Array.Find(challenges, challenge => challenge.Scheme is Bearer && challenge["realm"] is not null)
            ?? Array.Find(challenges, challenge => challenge.Scheme is Basic);
    }
}
