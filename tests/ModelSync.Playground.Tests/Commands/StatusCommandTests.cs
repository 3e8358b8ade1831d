using ModelSync.Playground.Commands;
using ModelSync.Playground.Tests.Control;

namespace ModelSync.Playground.Tests.Commands;

internal sealed class StatusCommandTests
{
    [Test]
    public void It_reads_like_a_page() => Assert.That(StatusCommand.Render(FakeControl.State).ReplaceLineEndings("\n"), Is.EqualTo(
        """
        Playground abc: process 7, seed 42, since 1970-01-01 00:00:00Z

        local: Kubernetes 1.33.1, 2 nodes, pods: 1 CrashLoopBackOff, 3 Ready
          kubeconfig  /tmp/through
          no faults   /tmp/direct
          pod proxy   http://127.0.0.1:1
          TARGET                  URL                  BACKENDS
          service/shop/fraud:80   http://127.0.0.1:2   3 ready
          httproute/shop/fraud    http://127.0.0.1:3   v1 95, v2 5
          fault 1: 429 verb=create (struck 2 times)

        """));
}
