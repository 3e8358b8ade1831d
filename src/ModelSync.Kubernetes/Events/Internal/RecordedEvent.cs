namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>One Event as it was recorded.</summary>
internal sealed record RecordedEvent(Regarding Regarding, EventType Type, string Reason, string Message, string? Action, DateTimeOffset At)
{
    /// <summary>What makes two Events the same: they are one Event that happened twice.</summary>
    public EventKey Key => new(Regarding.WithoutVersion, Type, Reason, Action, Fingerprint.Of(Message));

    /// <summary>What makes two Events similar: they differ in their messages alone.</summary>
    public EventKey SimilarKey => new(Regarding.WithoutVersion, Type, Reason, Action, Message: null);
}
