using System.Collections.Concurrent;

namespace ModelSync.Playground.Load;

/// <summary>Counts what comes back; thread-safe, and of bounded size however long a run is.</summary>
internal sealed class LoadTally(TimeProvider time)
{
    private const int MostVersions = 64;
    private const int MostFailures = 1000;
    private const string OtherVersions = "…";
    private const string NoVersion = "-";

    private readonly ConcurrentDictionary<string, VersionTally> _versions = new(StringComparer.Ordinal);
    private readonly long[] _errors = new long[Enum.GetValues<LoadErrorKind>().Length];
    private readonly ConcurrentQueue<LoadFailure> _failures = new();
    private readonly LoadHistogram _all = new();
    private readonly long _started = time.GetTimestamp();
    private long _requests;

    public void Answered(string? version, int status, TimeSpan latency, string body)
    {
        var tally = Of(version ?? NoVersion);
        tally.Answered(latency, isError: status >= 400);
        if (status < 400)
        {
            _all.Add(latency);
            Interlocked.Increment(ref _requests);
            return;
        }

        Failed(new LoadFailure { Time = time.GetUtcNow(), Kind = LoadErrorKind.Status, Status = status, Version = version, Message = body });
    }

    public void Failed(LoadErrorKind kind, string message) => Failed(new LoadFailure { Time = time.GetUtcNow(), Kind = kind, Message = message });

    public LoadSnapshot Snapshot()
    {
        var versions = _versions.ToArray();
        var answers = versions.Sum(version => version.Value.Answers);
        var errors = Enum.GetValues<LoadErrorKind>()
            .Select(kind => KeyValuePair.Create(kind, Interlocked.Read(ref _errors[(int)kind])))
            .Where(error => error.Value > 0)
            .ToDictionary();
        return new LoadSnapshot
        {
            Elapsed = time.GetElapsedTime(_started),
            Requests = Interlocked.Read(ref _requests),
            Failures = errors.Values.Sum(),
            Errors = errors,
            Versions = [.. versions.OrderBy(version => version.Key, StringComparer.Ordinal).Select(version => version.Value.ToVersion(version.Key, answers))],
            P50 = _all.Percentile(0.5),
            P95 = _all.Percentile(0.95),
            P99 = _all.Percentile(0.99),
            FirstFailures = [.. _failures.Take(MostFailures)],
        };
    }

    private void Failed(LoadFailure failure)
    {
        Interlocked.Increment(ref _errors[(int)failure.Kind]);
        Interlocked.Increment(ref _requests);
        if (_failures.Count < MostFailures)
        {
            _failures.Enqueue(failure);
        }
    }

    private VersionTally Of(string version)
    {
        if (_versions.TryGetValue(version, out var known))
        {
            return known;
        }

        // A few more than that may slip in at once, which does no harm.
        return _versions.GetOrAdd(_versions.Count < MostVersions ? version : OtherVersions, static _ => new VersionTally());
    }

    private sealed class VersionTally
    {
        private readonly LoadHistogram _latencies = new();
        private long _answers;
        private long _errors;

        public long Answers => Interlocked.Read(ref _answers);

        public void Answered(TimeSpan latency, bool isError)
        {
            Interlocked.Increment(ref _answers);
            if (isError)
            {
                Interlocked.Increment(ref _errors);
            }
            else
            {
                _latencies.Add(latency);
            }
        }

        public LoadVersion ToVersion(string name, long answersOfAll) => new()
        {
            Version = name,
            Answers = Answers,
            Share = answersOfAll == 0 ? 0 : (double)Answers / answersOfAll,
            Errors = Interlocked.Read(ref _errors),
            P50 = _latencies.Percentile(0.5),
            P95 = _latencies.Percentile(0.95),
            P99 = _latencies.Percentile(0.99),
        };
    }
}
