namespace ModelSync.Playground.Faults.Rules;

/// <summary>Who serves an old list.</summary>
public enum StaleSource
{
    /// <summary>A server that lags behind the others: asked for a version that it has not reached, it says so (504, "Too large resource version").</summary>
    Server,

    /// <summary>A caching proxy, which looks at nothing but the path.</summary>
    Cache,
}
