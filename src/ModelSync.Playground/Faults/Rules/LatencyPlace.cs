namespace ModelSync.Playground.Faults.Rules;

/// <summary>Where an exchange is held up.</summary>
public enum LatencyPlace
{
    /// <summary>Before the request reaches the server.</summary>
    Request,

    /// <summary>Before the server's answer reaches the client.</summary>
    Answer,
}
