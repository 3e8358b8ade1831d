namespace ModelSync.Playground.Faults.Rules;

/// <summary>How a watch is told of an error.</summary>
public enum ErrorForm
{
    /// <summary>As usual: 410 as an event, all others by the status of the answer.</summary>
    Usual,

    /// <summary>By the status of the answer.</summary>
    Http,

    /// <summary>By an event of the type ERROR, after which the watch ends.</summary>
    Event,
}
