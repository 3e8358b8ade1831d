namespace ModelSync.Registries.Protocol;

/// <summary>An answer is longer than it may be.</summary>
internal sealed class AnswerTooLargeException(int limit) : IOException($"the answer is longer than {limit} bytes");
