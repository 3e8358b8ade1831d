using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Tests.Gates.Engine;

/// <summary>A meter that a test holds up and lets go.</summary>
internal sealed class FakeMeter(FakeMeters owner, GateRequest request, string provider) : IGateMeter
{
    private readonly Queue<TaskCompletionSource<GateReading>> _calls = [];
    private readonly Lock _lock = new();

    public GateRequest Request => request;

    public string Provider => provider;

    public TimeSpan Lead => owner.Lead;

    public MeasurementOutcome OnTimeout => owner.OnTimeout;

    public int Looks { get; private set; }

    public int Measured { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>What it reads at once; null: it waits for <see cref="Complete"/>.</summary>
    public Func<GateReading>? Reads { get; set; } = owner.Reads;

    public Task LookAsync(MeasurementContext context, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Looks++;
        }

        owner.Note(this);
        return Task.CompletedTask;
    }

    public async Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken)
    {
        TaskCompletionSource<GateReading>? call = null;
        lock (_lock)
        {
            Measured++;
            if (Reads is null)
            {
                _calls.Enqueue(call = new TaskCompletionSource<GateReading>(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }

        owner.Begin(this);
        try
        {
            return call is null ? Reads!() : await call.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            owner.End(this);
        }
    }

    public Task EndAsync(CancellationToken cancellationToken)
    {
        HasEnded = true;
        owner.Note(this);
        return Task.CompletedTask;
    }

    /// <summary>Lets the oldest measurement end.</summary>
    public void Complete(GateReading reading)
    {
        lock (_lock)
        {
            _calls.Dequeue().SetResult(reading);
        }
    }
}
