namespace ModelSync.EndToEnd.World;

/// <summary>Waits for what a real server does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Asks again and again until it holds; says what was missing when it never does.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                Assert.Fail($"after {Limit.TotalSeconds} s it still does not hold that {what}");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
