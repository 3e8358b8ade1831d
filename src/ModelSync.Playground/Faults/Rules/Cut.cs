namespace ModelSync.Playground.Faults.Rules;

/// <summary>What a client sees instead of an answer.</summary>
public enum Cut
{
    /// <summary>The connection is reset, with all that runs on it.</summary>
    Reset,

    /// <summary>The HTTP/2 stream is reset and its connection goes on; over HTTP/1.1 the same as <see cref="Reset"/>.</summary>
    Stream,

    /// <summary>The connection is closed without a word, as by a load balancer that restarts.</summary>
    Close,

    /// <summary>Nothing, until the client gives up. The connection itself is alive.</summary>
    Silence,
}
