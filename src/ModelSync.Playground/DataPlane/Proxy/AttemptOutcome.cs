namespace ModelSync.Playground.DataPlane.Proxy;

internal enum AttemptOutcome
{
    Answered,

    /// <summary>No server has seen it.</summary>
    NotSent,

    /// <summary>A server may have served it, and nobody knows.</summary>
    Broken,

    TimedOut,
}
