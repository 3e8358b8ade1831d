namespace ModelSync.Playground.Load;

/// <summary>The ways in which a request can fail.</summary>
public enum LoadErrorKind
{
    /// <summary>An answer with a status of 400 or more.</summary>
    Status,

    /// <summary>Nobody listened.</summary>
    Refused,

    /// <summary>The connection broke, or ended before the whole answer was there.</summary>
    Reset,

    /// <summary>No whole answer in time.</summary>
    Timeout,

    /// <summary>An answer that is no HTTP, and whatever else.</summary>
    Other,
}
