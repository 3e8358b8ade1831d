using System.Diagnostics;
using System.Globalization;

namespace ModelSync.Soak;

/// <summary>What this process holds: the things that leak.</summary>
internal sealed record Vitals
{
    public required long HeapBytes { get; init; }

    public required long WorkingSetBytes { get; init; }

    /// <summary>Open files, sockets, pipes and timers.</summary>
    public required int Handles { get; init; }

    /// <summary>TCP ports that it listens on.</summary>
    public required int Ports { get; init; }

    public required int Threads { get; init; }

    /// <summary>As they are now, with garbage in the heap.</summary>
    public static Vitals Now() => Take(GC.GetTotalMemory(forceFullCollection: false));

    /// <summary>
    /// The least of several looks, without garbage. Pools give back what they hold up to two minutes after it was used: while something has grown it is
    /// looked again, so long that only a leak is left.
    /// </summary>
    public static async Task<Vitals> AtRestAsync(Vitals? before, CancellationToken cancellationToken)
    {
        const int Looks = 10;
        const int MostLooks = 180;
        Vitals? least = null;
        for (var look = 0; look < Looks || (before is not null && look < MostLooks && least!.LeaksSince(before).Any()); look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var now = Take(GC.GetTotalMemory(forceFullCollection: true));
            least = least is null ? now : new Vitals
            {
                HeapBytes = Math.Min(least.HeapBytes, now.HeapBytes),
                WorkingSetBytes = Math.Min(least.WorkingSetBytes, now.WorkingSetBytes),
                Handles = Math.Min(least.Handles, now.Handles),
                Ports = Math.Min(least.Ports, now.Ports),
                Threads = Math.Min(least.Threads, now.Threads),
            };
        }

        return least!;
    }

    /// <summary>What has grown beyond what a process at rest may differ by; both are looks at the same state of the world.</summary>
    public IEnumerable<string> LeaksSince(Vitals before)
    {
        const long Mebibyte = 1 << 20;
        if (HeapBytes > (before.HeapBytes * 5 / 4) + (8 * Mebibyte))
        {
            yield return Text("heap", before.HeapBytes / Mebibyte, HeapBytes / Mebibyte, " MiB");
        }

        if (Handles > before.Handles + 32 + (before.Handles / 50))
        {
            yield return Text("handles", before.Handles, Handles);
        }

        if (Ports > before.Ports)
        {
            yield return Text("ports", before.Ports, Ports);
        }

        if (Threads > before.Threads + 32)
        {
            yield return Text("threads", before.Threads, Threads);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"heap {HeapBytes >> 20} MiB, working set {WorkingSetBytes >> 20} MiB, {Handles} handles, {Ports} ports, {Threads} threads");

    private static string Text(string what, long before, long now, string unit = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: {before}{unit} before, {now}{unit} after");

    private static Vitals Take(long heap)
    {
        using var self = Process.GetCurrentProcess();
        var sockets = SocketsOf(out var handles);
        return new Vitals
        {
            HeapBytes = heap,
            WorkingSetBytes = Environment.WorkingSet,
            Handles = handles,
            Ports = Listening("/proc/self/net/tcp", sockets) + Listening("/proc/self/net/tcp6", sockets),
            Threads = self.Threads.Count,
        };
    }

    private static HashSet<string> SocketsOf(out int handles)
    {
        var links = Directory.GetFileSystemEntries("/proc/self/fd").Select(LinkOf).ToArray();
        handles = links.Length;
        return [.. links.Where(link => link.StartsWith("socket:[", StringComparison.Ordinal)).Select(link => link[8..^1])];
    }

    private static string LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return ""; // Closed in between.
        }
    }

    private static int Listening(string table, HashSet<string> sockets)
    {
        const int State = 3;
        const int Inode = 9;
        const string Listen = "0A";
        return File.ReadLines(table).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields.Length > Inode && fields[State] == Listen && sockets.Contains(fields[Inode]));
    }
}
