namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>What is to be sent: an Event that is new, or the new count of one that was sent before.</summary>
/// <param name="Key">Under what it is remembered.</param>
/// <param name="Event">What happened last.</param>
/// <param name="Message">The message, which says so where it stands for several.</param>
/// <param name="IsCombined">Whether it stands for several, so that its message changes.</param>
/// <param name="Name">The Event's name.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="FirstAt">When it happened first.</param>
/// <param name="IsKnown">Whether it was sent before.</param>
internal sealed record Telling(EventKey Key, RecordedEvent Event, string Message, bool IsCombined, string Name, int Count, DateTimeOffset FirstAt, bool IsKnown);
