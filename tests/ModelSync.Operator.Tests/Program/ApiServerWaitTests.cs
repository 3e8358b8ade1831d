using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Program;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Program;

[CancelAfter(30_000)]
internal sealed class ApiServerWaitTests
{
    private static readonly ServedResources Nothing = new([], []);

    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task A_server_that_answers_is_asked_once(CancellationToken cancellationToken)
    {
        var asked = 0;

        var served = await Wait(new IPEndPoint(IPAddress.Loopback, 1)).UntilAsync(_ => Task.FromResult(++asked == 1 ? Nothing : throw Refused()), cancellationToken);

        Assert.That((served, asked), Is.EqualTo((Nothing, 1)));
    }

    [Test]
    public async Task Until_there_is_an_answer_probes_are_told_that_the_process_lives_and_what_it_waits_for(CancellationToken cancellationToken)
    {
        var address = FreeAddress();
        var isUp = false;
        var waiting = Wait(address).UntilAsync(_ => isUp ? Task.FromResult(Nothing) : throw Refused(), cancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };

        var alive = await AnswerAsync("healthz");
        var ready = await AnswerAsync("readyz");
        isUp = true;
        await Eventually.TrueAsync(() => Later(waiting), "it has an answer", cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(alive.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Text, Does.Contain("[-]api-server failed"));
        });
        Assert.That(await waiting, Is.SameAs(Nothing));
        using var next = new TcpListener(address);
        Assert.That(next.Start, Throws.Nothing, "the address is free for the manager's own server");

        async Task<(HttpStatusCode Status, string Text)> AnswerAsync(string path)
        {
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
                    return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
                }
                catch (HttpRequestException)
                {
                    await Task.Yield(); // it has not started to listen
                }
            }
        }
    }

    [Test]
    public void An_address_that_is_taken_ends_it(CancellationToken cancellationToken)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        Assert.That(
            async () => await Wait((IPEndPoint)taken.LocalEndpoint).UntilAsync(static _ => throw Refused(), cancellationToken),
            Throws.TypeOf<IOException>().With.Message.Contains("Cannot listen on"));
    }

    private ApiServerWait Wait(IPEndPoint address) => new(address, RuntimeServices.Default with { TimeProvider = _clock });

    private bool Later(Task waiting)
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        return waiting.IsCompleted;
    }

    private static IPEndPoint FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    private static KubernetesConnectionException Refused() => new("refused");
}
