namespace ModelSync.Playground.Faults.Rules;

/// <summary>What becomes of a new connection.</summary>
public enum ConnectionCut
{
    /// <summary>It is reset.</summary>
    Reset,

    /// <summary>It is closed.</summary>
    Close,

    /// <summary>It stays open, and nothing is ever heard on it.</summary>
    Silence,
}
