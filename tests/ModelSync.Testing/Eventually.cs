using System.Runtime.CompilerServices;

namespace ModelSync.Testing;

/// <summary>Waits for what happens in its own time and no event announces; a wait that runs out says what was missing.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Looks again and again until it holds; the condition's own text says what was missing.</summary>
    public static Task TrueAsync(Func<bool> condition, CancellationToken cancellationToken, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(condition, what, cancellationToken);

    /// <summary>Asks again and again until it holds; the condition's own text says what was missing.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, CancellationToken cancellationToken, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(condition, () => what, cancellationToken);

    /// <summary>Looks again and again until it holds.</summary>
    public static Task TrueAsync(Func<bool> condition, string what, CancellationToken cancellationToken) =>
        TrueAsync(() => Task.FromResult(condition()), () => what, cancellationToken);

    /// <summary>Asks again and again until it holds.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken) => TrueAsync(condition, () => what, cancellationToken);

    /// <summary>Asks again and again until it holds; what is missing is put into words when the wait has run out.</summary>
    /// <exception cref="TimeoutException">It still does not hold, after the limit or when the test's own time is over.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(what);
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            while (!await condition())
            {
                if (TimeProvider.System.GetElapsedTime(started) > Limit)
                {
                    throw new TimeoutException($"after {Limit.TotalSeconds} s it still does not hold that {what()}");
                }

                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"when the test's time was over it still did not hold that {what()}", e);
        }
    }
}
