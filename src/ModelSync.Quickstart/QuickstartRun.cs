using ModelSync.Quickstart.Arguments;
using ModelSync.Quickstart.Observation;
using ModelSync.Quickstart.Stages;
using ModelSync.Quickstart.Stages.Clusters;
using ModelSync.Quickstart.Story;

namespace ModelSync.Quickstart;

/// <summary>One run from the start of the cluster to the end of everything.</summary>
internal sealed class QuickstartRun
{
    private readonly QuickstartArguments.Run _arguments;
    private readonly TimeProvider _time;
    private readonly Narrator _narrator;
    private readonly Keyboard? _keyboard;

    public QuickstartRun(QuickstartArguments.Run arguments, TimeProvider time)
    {
        var screen = Terminal.Screen(arguments);
        (_arguments, _time, _narrator) = (arguments, time, new Narrator(screen, Terminal.Ink, time));
        _keyboard = Terminal.HasPerson ? new Keyboard(screen) : null;
    }

    /// <summary>Runs it and returns the exit code.</summary>
    /// <exception cref="QuickstartException">Something was not seen that should have been; the message says what.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var stage = await StartAsync(cancellationToken).ConfigureAwait(false);
        if (stage is null)
        {
            _narrator.Print("Nothing was changed.");
            return 0;
        }

        await using (stage.ConfigureAwait(false))
        {
            try
            {
                await PlayAsync(stage, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _narrator.ClearPanel();
                _narrator.Report("ending");
            }
        }

        _narrator.Report(stage.Farewell);
        return 0;
    }

    private async Task<IStage?> StartAsync(CancellationToken cancellationToken)
    {
        if (_arguments.Context is not null)
        {
            return await ClusterStage.StartAsync(_arguments, _narrator, _keyboard, _time, cancellationToken).ConfigureAwait(false);
        }

        _narrator.Head("ModelSync in a local Kubernetes that this program brings along");
        return await LocalStage.StartAsync(_narrator, _time, cancellationToken).ConfigureAwait(false);
    }

    private async Task PlayAsync(IStage stage, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new RolloutWatch(stage.Client, stage.Rollout, _time);
        var crash = stage.WaitForCrashAsync(over.Token);
        Task[] company =
        [
            crash, stage.SendRequestsAsync(_narrator, over.Token), watch.FollowAsync(_narrator.See, over.Token), _narrator.RunAsync(watch, over.Token),
        ];
        try
        {
            await WithAsync(TellAsync(stage, over.Token), company, crash).ConfigureAwait(false);
            if (_arguments.Keep ?? _keyboard is not null)
            {
                await StayAsync(company, crash, over.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(company).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellAsync(IStage stage, CancellationToken cancellationToken)
    {
        try
        {
            await new QuickstartStory(stage, _narrator, _time).TellAsync(cancellationToken).ConfigureAwait(false);
            if (StoryJudge.Judge(stage.Plan, _narrator.Record, _narrator.Traffic.Total) is { Count: > 0 } problems)
            {
                throw new QuickstartException(string.Join("; ", problems));
            }
        }
        catch (QuickstartException e)
        {
            throw new QuickstartException($"{e.Message}\n\nThe operator's last lines:\n{stage.LogTail()}", e);
        }

        foreach (var line in Summary.Of(stage, _narrator))
        {
            _narrator.Print(line);
        }
    }

    /// <summary>Everything goes on until a person or a signal ends it: that is how it is meant to end.</summary>
    private async Task StayAsync(Task[] company, Task<string> crash, CancellationToken cancellationToken)
    {
        _narrator.Footer = _keyboard is null ? "" : "All of this goes on: look at it from another terminal. Enter or Ctrl-C ends it.";
        var end = _keyboard?.NextAsync(cancellationToken) ?? Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        try
        {
            await WithAsync(end, company, crash).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A signal.
        }
    }

    /// <summary>Waits for a task, or for the failure of what has to run beside it.</summary>
    private static async Task WithAsync(Task task, Task[] company, Task<string> crash)
    {
        if (await Task.WhenAny([task, .. company]).ConfigureAwait(false) is var first && first == crash && crash.IsCompletedSuccessfully)
        {
            throw new QuickstartException(await crash.ConfigureAwait(false));
        }

        await first.ConfigureAwait(false);
        await task.ConfigureAwait(false);
    }
}
