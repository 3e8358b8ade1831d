namespace ModelSync.Playground.Serving;

/// <summary>The output of a container, bounded: its oldest lines go first.</summary>
public interface ILogText
{
    /// <summary>The lines that are still held, oldest first.</summary>
    IReadOnlyList<LogLine> Lines { get; }

    /// <summary>The lines from the present ones on and then those to come, until the container ends or the token is cancelled.</summary>
    IAsyncEnumerable<LogLine> FollowAsync(CancellationToken cancellationToken);
}
