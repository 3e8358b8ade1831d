using System.Text.Json;
using System.Threading.Channels;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Planning;

/// <summary>What was injected, in order: the last of it in memory, and all of it as JSON lines in a file, where one is named. Thread-safe.</summary>
public sealed class FaultLog : IAsyncDisposable
{
    /// <summary>How many entries are kept in memory.</summary>
    public const int Kept = 4096;

    // What waits to be written: the disk is never that slow, and what does not fit is counted.
    private const int MostWaiting = 65_536;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Queue<FaultLogEntry> _entries = new();
    private readonly Channel<FaultLogEntry>? _toFile;
    private readonly Task _writing;
    private long _count;
    private long _lost;

    private FaultLog(TimeProvider time, StreamWriter? file)
    {
        _time = time;
        _toFile = file is null ? null : Channel.CreateBounded<FaultLogEntry>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        _writing = file is null ? Task.CompletedTask : WriteAsync(file, _toFile!.Reader);
    }

    /// <summary>How many injections there were.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>How many of them are missing in the file.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>The last injections, oldest first.</summary>
    public IReadOnlyList<FaultLogEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>A log in memory alone.</summary>
    public static FaultLog InMemory(TimeProvider time) => new(time, file: null);

    /// <summary>A log that also writes a file, which must not be there yet and which nobody else can read.</summary>
    /// <exception cref="IOException">The file is there already, or its folder is not.</exception>
    public static FaultLog ToFile(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFile.FileMode;
        }

        return new FaultLog(time, new StreamWriter(path, options));
    }

    /// <summary>Writes what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _toFile?.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    internal void Append(Injection injection, ApiRequest? request, ulong seed)
    {
        lock (_lock)
        {
            var entry = new FaultLogEntry
            {
                Number = Interlocked.Increment(ref _count),
                At = _time.GetUtcNow(),
                Seed = seed,
                RuleId = injection.RuleId,
                Rule = injection.Rule.ToString(),
                Match = injection.Match,
                What = injection.What,
                Verb = request?.Verb,
                Target = request is null ? null : request.Path + request.Query,
                User = request?.User,
                Agent = request?.Agent,
            };
            _entries.Enqueue(entry);
            if (_entries.Count > Kept)
            {
                _entries.Dequeue();
            }

            // Never waits: the file is behind a queue, so that no request waits for a disk.
            if (_toFile?.Writer.TryWrite(entry) is false)
            {
                Interlocked.Increment(ref _lost);
            }
        }
    }

    private async Task WriteAsync(StreamWriter file, ChannelReader<FaultLogEntry> entries)
    {
        try
        {
            await WriteAllAsync(file, entries).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A full disk, say: tests go on, and what is missing is counted.
            _toFile!.Writer.TryComplete();
            while (entries.TryRead(out _))
            {
                Interlocked.Increment(ref _lost);
            }
        }
    }

    private static async Task WriteAllAsync(StreamWriter file, ChannelReader<FaultLogEntry> entries)
    {
        await using (file.ConfigureAwait(false))
        {
            while (await entries.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (entries.TryRead(out var entry))
                {
                    await file.WriteLineAsync(JsonSerializer.Serialize(entry, FaultLogJson.Default.FaultLogEntry)).ConfigureAwait(false);
                }

                await file.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
