using ModelSync.EndToEnd.World;

namespace ModelSync.EndToEnd.Faults;

/// <summary>Runs one cell for each lasting fault at once, and tells of all that broke.</summary>
public abstract class LastingFaultTests : ClusterTest
{
    private const int AtOnce = 16;

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(4), TimeProvider.System);

    /// <summary>Ends a test that never ends by itself; a busy machine needs longer than for a single request.</summary>
    protected new CancellationToken Ct => _limit.Token;

    [TearDown]
    public void EndLimit() => _limit.Dispose();

    /// <summary>Runs the cells of a row.</summary>
    /// <param name="feature">As the matrix shows it.</param>
    /// <param name="faults">The rules.</param>
    /// <param name="runAsync">What has to come to its right end; it returns what the matrix shows.</param>
    private protected async Task EachAsync(string feature, IReadOnlyList<string> faults, Func<CellWorld, string, Task<string>> runAsync)
    {
        using var some = new SemaphoreSlim(AtOnce);
        var failures = await Task.WhenAll(faults.Select(async fault =>
        {
            await some.WaitAsync(Ct);
            using var done = new Release(some);
            await using var cell = new CellWorld(FaultWorld.Proxy, Namespace);
            try
            {
                var outcome = await runAsync(cell, fault);
                if (cell.Injections == 0)
                {
                    throw new InvalidOperationException("it did not meet the fault");
                }

                FaultMatrix.Add(fault, feature, outcome);
                return null;
            }
            catch (Exception exception)
            {
                FaultMatrix.Add(fault, feature, "BROKEN");
                return $"{feature}, {fault}: {exception.GetType().Name} {exception.Message} [{cell.Story()}]";
            }
        }));
        Assert.That(failures.OfType<string>(), Is.Empty);
    }

    /// <summary>Waits for what must come; says what is missing when it does not.</summary>
    private protected async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            while (!await condition())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Ct);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new InvalidOperationException($"it never came to hold that {what}", exception);
        }
    }

    /// <summary>Lets the next cell begin.</summary>
    private sealed class Release(SemaphoreSlim some) : IDisposable
    {
        public void Dispose() => some.Release();
    }
}
