using ModelSync.Api.Rollouts;
using ModelSync.Cli.Output;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;

namespace ModelSync.Cli.Status;

/// <summary>Looks at a rollout again and again until something holds of it, and shows how it goes.</summary>
internal sealed class StatusFollower(RolloutReader reader, Func<Screen> look, TimeProvider time)
{
    // One small read a second: a watch would have to be taken up again after each break, and pods read all the same.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private string _told = "";
    private bool _isCutOff;

    /// <summary>Follows it until <paramref name="isEnd"/>; null where the time was over first (a limit of zero or none: never).</summary>
    /// <exception cref="CliException">The rollout is not there, or the server refuses to tell.</exception>
    public async Task<RolloutView?> FollowAsync(string name, TimeSpan? limit, Func<ModelRollout, bool> isEnd, bool isWide, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var page = new LivePage(look);
        var first = await reader.GetAsync(name, cancellationToken).ConfigureAwait(false);
        var uid = first.Metadata.Uid;
        var rollout = (ModelRollout?)first;
        while (true)
        {
            if (rollout is not null)
            {
                var view = await TryAsync(() => reader.ViewAsync(rollout, cancellationToken)!).ConfigureAwait(false) ?? new RolloutView(rollout, time.GetUtcNow());
                Show(page, view, isWide);
                if (isEnd(rollout))
                {
                    return view;
                }
            }

            if (limit is { } most && most > TimeSpan.Zero && time.GetElapsedTime(start) >= most)
            {
                return null;
            }

            await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
            var found = await TryAsync(() => reader.FindAsync(name, cancellationToken)).ConfigureAwait(false);
            rollout = found is not null || _isCutOff ? found : throw new CliException(ExitCodes.Failed, $"{name} was deleted");
            if (rollout is not null && !string.Equals(rollout.Metadata.Uid, uid, StringComparison.Ordinal))
            {
                throw new CliException(ExitCodes.Failed, $"{name} was deleted and created anew: ask again for the new one");
            }
        }
    }

    // A cluster that does not answer for a while is no answer about the rollout.
    private async Task<T?> TryAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            var result = await read().ConfigureAwait(false);
            _isCutOff = false;
            return result;
        }
        catch (KubernetesException e) when (e is not KubernetesApiException { IsForbidden: true })
        {
            if (!_isCutOff)
            {
                look().Tell($"The cluster does not answer; trying again. {e.Message}");
            }

            _isCutOff = true;
            return null;
        }
    }

    private void Show(LivePage page, RolloutView view, bool isWide)
    {
        var screen = look();
        if (screen.IsTerminal)
        {
            page.Show(now => StatusPage.Render(view, now.Width, isWide));
            return;
        }

        // Where lines cannot be written over, each change is a line.
        var line = $"{view.Rollout.Phase}: {view.Rollout.Message}";
        if (!string.Equals(line, _told, StringComparison.Ordinal))
        {
            screen.Write([Line.Of($"{view.Now:HH:mm:ss}  {line}")]);
            screen.Output.Flush();
            _told = line;
        }
    }
}
