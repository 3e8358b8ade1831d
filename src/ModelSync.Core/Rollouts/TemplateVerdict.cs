namespace ModelSync.Core.Rollouts;

/// <summary>What the API server said about a revision's rendered objects in a dry run.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="IsAccepted">Whether it would take them.</param>
/// <param name="Message">The server's words when it would not.</param>
public sealed record TemplateVerdict(string Revision, bool IsAccepted, string? Message);
