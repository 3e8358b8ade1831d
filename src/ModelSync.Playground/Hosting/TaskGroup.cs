namespace ModelSync.Playground.Hosting;

/// <summary>Loops that are of no use without each other.</summary>
internal static class TaskGroup
{
    /// <summary>Runs all of them until the first ends, ends the others then, and ends as that first one did.</summary>
    public static async Task RunAsync(IEnumerable<Func<CancellationToken, Task>> members, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] running = [.. members.Select(member => member(end.Token))];
        var first = await Task.WhenAny(running).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }
}
