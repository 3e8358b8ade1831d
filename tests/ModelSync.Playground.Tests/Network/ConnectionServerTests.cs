using System.Net.Sockets;
using ModelSync.Playground.Network;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Network;

[CancelAfter(10_000)]
internal sealed class ConnectionServerTests
{
    [Test]
    public async Task A_transient_failure_of_accept_is_outlived_and_a_disposed_listener_is_the_end(CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        var served = new TaskCompletionSource();
        await using var server = new ConnectionServer(mostConnections: 1, time, (_, _) =>
        {
            served.SetResult();
            return Task.CompletedTask;
        });
        var accepts = 0;
        var accepting = server.AcceptAllAsync(() => ++accepts switch
        {
            1 => throw new SocketException((int)SocketError.TooManyOpenSockets),
            2 => ValueTask.FromResult(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)),
            _ => throw new ObjectDisposedException("listener"),
        });
        await time.WaitForTimersAsync(1, cancellationToken);
        Assert.That(accepts, Is.EqualTo(1), "it must not spin");
        time.Advance(TimeSpan.FromSeconds(1));
        await served.Task.WaitAsync(cancellationToken);
        await accepting.WaitAsync(cancellationToken);
    }
}
