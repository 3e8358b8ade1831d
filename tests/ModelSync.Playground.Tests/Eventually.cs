namespace ModelSync.Playground.Tests;

/// <summary>Waits for a condition that no event announces; the test's own timeout ends the wait.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task IsTrueAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        await IsTrueAsync(() => Task.FromResult(condition()), cancellationToken);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await condition())
        {
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }
}
