using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace ModelSync.Kubernetes.Metrics;

/// <summary>
/// What Prometheus' own client libraries tell about every process, under the same names (<c>process_cpu_seconds_total</c> and so on), so that dashboards
/// which know those work here too. Read only when somebody scrapes.
/// </summary>
public sealed class ProcessMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "ModelSync.Process";

    private const string LimitsFile = "/proc/self/limits";
    private const string DescriptorsFolder = "/proc/self/fd";

    private readonly Meter _meter;

    /// <summary>Makes the instruments; open files and their limit only on Linux.</summary>
    public ProcessMetrics()
    {
        _meter = new Meter(MeterName);
        var start = StartTime();
        _meter.CreateObservableCounter("process.cpu", CpuSeconds, "s", "Time that the process spent on processors, in user and system mode.");
        _meter.CreateObservableGauge("process.resident_memory", static () => Environment.WorkingSet, "By", "Memory of the process that is in RAM.");
        _meter.CreateObservableGauge("process.start_time", () => start, "s", "When the process started, in seconds since 1970.");
        if (OperatingSystem.IsLinux())
        {
            _meter.CreateObservableGauge("process.open_fds", OpenDescriptors, unit: null, "Files and sockets that the process has open.");
            _meter.CreateObservableGauge("process.max_fds", MaxDescriptors, unit: null, "How many files and sockets it may have open.");
        }
    }

    /// <summary>Takes the instruments away.</summary>
    public void Dispose() => _meter.Dispose();

    private static double CpuSeconds() => OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() ? 0 : Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }

    // One of them is the folder itself, open to be counted.
    private static IEnumerable<Measurement<int>> OpenDescriptors() =>
        Directory.Exists(DescriptorsFolder) ? [new(Directory.EnumerateFileSystemEntries(DescriptorsFolder).Count() - 1)] : [];

    private static IEnumerable<Measurement<long>> MaxDescriptors()
    {
        // "Max open files            1024                 524288               files": the first number is the limit in force.
        var line = File.Exists(LimitsFile) ? File.ReadLines(LimitsFile).FirstOrDefault(IsOpenFiles) : null;
        var columns = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return columns.Length > 3 && long.TryParse(columns[3], CultureInfo.InvariantCulture, out var limit) ? [new(limit)] : [];
    }

    private static bool IsOpenFiles(string line) => line.StartsWith("Max open files", StringComparison.Ordinal);
}
