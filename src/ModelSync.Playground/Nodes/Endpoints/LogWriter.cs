using System.Globalization;
using System.Text;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Endpoints;

/// <summary>Writes the lines that are asked for, each as soon as it is there.</summary>
internal sealed class LogWriter(Stream output, LogQuery query)
{
    private long _left = query.LimitBytes ?? long.MaxValue;

    public async Task WriteAsync(ILogText log, CancellationToken cancellationToken)
    {
        var lines = log.Lines;
        var skipped = query.TailLines is { } tail ? Math.Max(0, lines.Count(IsWanted) - tail) : 0;
        if (!query.Follow)
        {
            foreach (var line in lines.Where(IsWanted).Skip((int)skipped))
            {
                await WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        await foreach (var line in log.FollowAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!IsWanted(line) || skipped-- > 0)
            {
                continue;
            }

            await WriteAsync(line, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (_left == 0)
            {
                return;
            }
        }
    }

    private bool IsWanted(LogLine line) => query.Since is not { } since || line.Time >= since;

    private async Task WriteAsync(LogLine line, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(query.Timestamps ? $"{Timestamp(line.Time)} {line.Text}\n" : line.Text + "\n");
        var length = (int)Math.Min(bytes.Length, _left);
        _left -= length;
        await output.WriteAsync(bytes.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
    }

    // Of Go's RFC3339NanoFixed, with the hundred nanoseconds that we have.
    private static string Timestamp(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
}
