namespace ModelSync.Reference.Reasons;

/// <summary>Where a reason stands.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Places">A condition with its status, such as <c>Ready False</c>, or a field of the status, such as <c>status.pause</c>.</param>
internal sealed record ReasonUse(string Reason, params IReadOnlyList<string> Places)
{
    /// <summary>Whether it tells of something that somebody has to see to, so that a remedy must be known.</summary>
    public bool IsTrouble => Places.Any(static place => place is "Stalled True" or "Ready False" or "Paused True");
}
