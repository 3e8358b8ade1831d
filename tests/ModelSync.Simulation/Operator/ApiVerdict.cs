namespace ModelSync.Simulation.Operator;

/// <summary>What becomes of a write on its way to an API server and back.</summary>
internal enum ApiVerdict
{
    /// <summary>It arrives, and so does the answer.</summary>
    Arrives,

    /// <summary>The server refuses it: 429 or 5xx.</summary>
    Refused,

    /// <summary>It arrives, and the answer does not.</summary>
    AnswerLost,
}
