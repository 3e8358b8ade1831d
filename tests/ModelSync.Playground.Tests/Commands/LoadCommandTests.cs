using System.Net;
using System.Net.Sockets;
using ModelSync.Playground.Commands;
using ModelSync.Playground.Control;

namespace ModelSync.Playground.Tests.Commands;

[CancelAfter(30_000)]
internal sealed class LoadCommandTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    [Test]
    public async Task A_target_that_hangs_is_asked_for_the_model_that_was_named(CancellationToken cancellationToken)
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen();
        var target = new TargetState { Kind = "Service", Namespace = "shop", Name = "fraud", Url = $"http://{silent.LocalEndPoint}", Backends = "1 ready" };

        var request = await LoadCommand.RequestAsync(target, "fraud", Patience, cancellationToken);
        Assert.That(request.Path, Is.EqualTo("/v2/models/fraud/infer"));
        Assert.That(
            async () => await LoadCommand.RequestAsync(target, model: null, Patience, cancellationToken),
            Throws.TypeOf<ControlException>().With.Message.Contains("--model"));
    }
}
