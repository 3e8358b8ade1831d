namespace ModelSync.Playground.Faults.Rules;

/// <summary>What a malformed body is.</summary>
public enum MalformedBody
{
    /// <summary>The first half of the server's, with a length that says that it is all.</summary>
    Truncated,

    /// <summary>As long as the server's, of the right type, and no JSON or protobuf.</summary>
    Garbage,

    /// <summary>A page of HTML, as from a portal that wants a login.</summary>
    Html,
}
