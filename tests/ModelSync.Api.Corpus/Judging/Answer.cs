namespace ModelSync.Api.Corpus.Judging;

/// <summary>What the API server's own code says about an object.</summary>
/// <param name="IsAccepted">Whether a server would store it.</param>
/// <param name="Message">Why not.</param>
/// <param name="Errors">The errors of fields.</param>
/// <param name="UnknownFields">The fields that strict validation refuses.</param>
public sealed record Answer(bool IsAccepted, string Message, IReadOnlyList<ServerError> Errors, IReadOnlyList<string> UnknownFields);
