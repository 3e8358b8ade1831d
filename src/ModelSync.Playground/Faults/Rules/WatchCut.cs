namespace ModelSync.Playground.Faults.Rules;

/// <summary>How a watch ends before its time.</summary>
public enum WatchCut
{
    /// <summary>In good order, as when the server's time is up.</summary>
    End,

    /// <summary>With the connection, which is reset.</summary>
    Reset,

    /// <summary>With a reset of its HTTP/2 stream; over HTTP/1.1 the same as <see cref="Reset"/>.</summary>
    Stream,

    /// <summary>In good order, but in the middle of an event: only the beginning of it is there.</summary>
    HalfLine,
}
