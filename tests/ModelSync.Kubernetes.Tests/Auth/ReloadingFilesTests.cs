using ModelSync.Kubernetes.Auth;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Auth;

[TestFixture]
internal sealed class ReloadingFilesTests
{
    [Test]
    public void Nothing_can_strand_those_who_wait_for_a_check() =>
        Assert.That(typeof(ReloadingFiles<string>), Is.Not.AssignableTo<IDisposable>(), "a semaphore that is disposed never lets its waiters go");

    [Test]
    public async Task Those_who_wait_for_the_first_reading_all_get_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "one");
        var entered = new TaskCompletionSource();
        using var go = new ManualResetEventSlim();
        var files = new ReloadingFiles<string>(
            [folder["file"]],
            _ =>
            {
                entered.SetResult();
                go.Wait();
                return "read";
            },
            new ManualTimeProvider(),
            new RecordingLoggerFactory());
        var first = Task.Run(() => files.GetAsync(checkNow: false, CancellationToken.None).AsTask());
        await entered.Task;
        var second = files.GetAsync(checkNow: false, CancellationToken.None).AsTask();
        Assert.That(second.IsCompleted, Is.False);

        go.Set();

        Assert.That(await Task.WhenAll(first, second), Is.All.EqualTo("read"));
    }
}
