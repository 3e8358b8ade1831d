using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes;
using ModelSync.Quickstart.Observation;
using ModelSync.Quickstart.Traffic;
using ModelSync.Quickstart.View;

namespace ModelSync.Quickstart.Story;

/// <summary>Tells a person what happens, as it happens; thread-safe.</summary>
internal sealed class Narrator(IScreen screen, Ink ink, TimeProvider time) : IProgress<string>
{
    private static readonly TimeSpan BetweenPaints = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoryRecord _record = StoryRecord.Empty;
    private IReadOnlyList<PodCount> _pods = [];

    /// <summary>Since the beginning.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>What clients get.</summary>
    public TrafficMeter Traffic { get; } = new();

    /// <summary>What a person can do now.</summary>
    public string Footer { get; set; } = "";

    /// <summary>What was seen so far.</summary>
    public StoryRecord Record
    {
        get
        {
            lock (_lock)
            {
                return _record;
            }
        }
    }

    public void Report(string value) => Say(StoryLine.Plain(value));

    public void Say(StoryLine line) =>
        screen.Line(ink.Render(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds,6:0.0} s  "), Tone.Dim) + ink.Render(line.Text, line.Tone));

    /// <summary>A line without the time.</summary>
    public void Print(string line) => screen.Line(line);

    /// <summary>A part of the story begins.</summary>
    public void Head(string heading)
    {
        screen.Line("");
        screen.Line(ink.Render(heading, Tone.Strong));
    }

    /// <summary>One more state of the rollout.</summary>
    public void See(ModelRollout rollout)
    {
        lock (_lock)
        {
            foreach (var line in StoryTeller.Tell(_record.Last, rollout))
            {
                Say(line);
            }

            _record = _record.With(rollout);
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until the record is as it should be.</summary>
    public async Task UntilAsync(Func<StoryRecord, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition(_record))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Paints the panel again and again; where there is none, tells every few seconds what clients get.</summary>
    public async Task RunAsync(RolloutWatch watch, CancellationToken cancellationToken)
    {
        var told = time.GetTimestamp();
        while (true)
        {
            _pods = await PodsAsync(watch, cancellationToken).ConfigureAwait(false);
            if (screen.HasPanel)
            {
                Paint();
            }
            else if (time.GetElapsedTime(told) >= BetweenLines && Traffic.View is { Requests: > 0 } view)
            {
                told = time.GetTimestamp();
                Report(TrafficLine.Of(view));
            }

            await Task.Delay(BetweenPaints, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the panel away.</summary>
    public void ClearPanel() => screen.Paint([]);

    private void Paint()
    {
        var state = new PanelState { Elapsed = Elapsed, Rollout = Record.Last, Traffic = Traffic.View, Pods = _pods, Footer = Footer };
        screen.Paint(Panel.Render(state, screen.Width, ink));
    }

    private async Task<IReadOnlyList<PodCount>> PodsAsync(RolloutWatch watch, CancellationToken cancellationToken)
    {
        try
        {
            return await watch.PodsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesException)
        {
            return _pods; // asked again in a moment
        }
    }
}
