using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Engine;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Gates.Engine;

/// <summary>An engine with a clock and meters that the test moves.</summary>
internal sealed class EngineFixture : IAsyncDisposable
{
    private readonly Channel<NamespacedName> _woken = Channel.CreateUnbounded<NamespacedName>();

    public EngineFixture(FakeMeters meters, GateEngineOptions? options = null, Func<ManualTimeProvider, TimeProvider>? timers = null)
    {
        Meters = meters;
        Engine = new GateEngine(
            options ?? new GateEngineOptions(), meters, name => _woken.Writer.TryWrite(name), timers?.Invoke(Time) ?? Time, NullLogger<GateEngine>.Instance);
    }

    public static GateReading Good { get; } = GateReading.Pass("fine");

    public ManualTimeProvider Time { get; } = new();

    public FakeMeters Meters { get; }

    public GateEngine Engine { get; }

    public static ModelGateSpec Spec(int interval = 10, int initialDelay = 0, int count = 1, int timeout = 5, int failureLimit = 0) => new()
    {
        Type = GateType.Webhook,
        IntervalSeconds = interval,
        InitialDelaySeconds = initialDelay,
        Count = count,
        TimeoutSeconds = timeout,
        FailureLimit = failureLimit,
    };

    public static GateRequest Gate(string name, ModelGateSpec? spec = null, long epoch = 1) => TestScenes.Request(TestScenes.Gate(name, spec ?? Spec()), epoch);

    public void Want(params GateRequest[] gates) =>
        Engine.Want(TestScenes.Rollout, gates, TestScenes.Scene(epoch: gates.Length > 0 ? gates[0].Key.Epoch : 1));

    public GateRun Run(string gate) => Engine.RunsOf(TestScenes.Rollout).Single(run => run.Key.Gate == gate);

    public async Task WokenAsync(CancellationToken cancellationToken) => await _woken.Reader.ReadAsync(cancellationToken);

    public async Task MeasuredAsync(string gate, int count, CancellationToken cancellationToken)
    {
        while (Run(gate).Measurements.Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Moves the clock on, and waits until what came due by it has been measured.</summary>
    public async Task AdvanceAsync(double seconds, string gate, int count, CancellationToken cancellationToken)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await MeasuredAsync(gate, count, cancellationToken);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
