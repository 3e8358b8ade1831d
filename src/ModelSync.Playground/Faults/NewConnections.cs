namespace ModelSync.Playground.Faults;

/// <summary>What becomes of connections that are opened during a black hole.</summary>
public enum NewConnections
{
    /// <summary>They are accepted, and nothing is ever heard from them; a resume lets them through.</summary>
    Ignored,

    /// <summary>They are refused, as on a port without a listener.</summary>
    Refused,
}
