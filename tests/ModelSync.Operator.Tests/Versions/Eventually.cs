namespace ModelSync.Operator.Tests.Versions;

/// <summary>Waits for what happens in its own time, and says what was missing when it never does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what, CancellationToken cancellationToken) =>
        TrueAsync(() => Task.FromResult(condition()), () => what, cancellationToken);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(Limit), () => $"it still does not hold that {what()}");
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
