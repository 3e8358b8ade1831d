using ModelSync.Core.Rollouts;

namespace ModelSync.Operator.Execution;

/// <summary>An action must not or cannot be carried out: the world is not what its decision saw, or the API server refuses.</summary>
internal sealed class ActionStoppedException(string message, Impediment? impediment = null, Exception? innerException = null, bool isPutOff = false)
    : Exception(message, innerException)
{
    /// <summary>What to tell people until a write goes well; null where looking again is all it takes.</summary>
    public Impediment? Impediment { get; } = impediment;

    /// <summary>Whether it is only too early: nothing went wrong, and the report says when to look again.</summary>
    public bool IsPutOff { get; } = isPutOff;
}
