using ModelSync.Playground.Hosting;

namespace ModelSync.Playground.Tests.Hosting;

[CancelAfter(10_000)]
internal sealed class TaskGroupTests
{
    [Test]
    public void A_failure_ends_the_others_and_is_reported(CancellationToken cancellationToken)
    {
        var othersEnd = new TaskCompletionSource();
        var group = TaskGroup.RunAsync([token => ForEverAsync(othersEnd, token), _ => Task.FromException(new InvalidDataException("why"))], cancellationToken);
        Assert.ThrowsAsync(Is.InstanceOf<InvalidDataException>().With.Message.EqualTo("why"), () => group.WaitAsync(cancellationToken));
        Assert.That(othersEnd.Task.IsCompleted, Is.True);
    }

    [Test]
    public void A_cancelled_group_ends_as_cancelled(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource();
        var group = TaskGroup.RunAsync([token => ForEverAsync(new TaskCompletionSource(), token)], end.Token);
        end.Cancel();
        Assert.CatchAsync<OperationCanceledException>(() => group.WaitAsync(cancellationToken));
        Assert.That(group.IsCanceled, Is.True);
    }

    private static async Task ForEverAsync(TaskCompletionSource ended, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            ended.SetResult();
        }
    }
}
