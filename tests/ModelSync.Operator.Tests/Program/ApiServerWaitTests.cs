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

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task A_server_that_answers_is_asked_once(CancellationToken cancellationToken)
    {
        var asked = 0;
        var wait = Wait(new IPEndPoint(IPAddress.Loopback, 1), _ => Task.FromResult(++asked == 1 ? Nothing : throw Refused()));

        await wait.RunAsync(cancellationToken);

        Assert.That((wait.Served, asked), Is.EqualTo((Nothing, 1)));
    }

    [Test]
    public async Task Until_there_is_an_answer_probes_are_told_that_the_process_lives_and_what_it_waits_for(CancellationToken cancellationToken)
    {
        var address = FreeAddress();
        var isUp = false;
        var wait = Wait(address, _ => isUp ? Task.FromResult(Nothing) : throw Refused());
        var waiting = wait.RunAsync(cancellationToken);
        _clock.Advance(Soon);

        var alive = await AnswerAsync(address, "healthz", waiting, cancellationToken);
        var ready = await AnswerAsync(address, "readyz", waiting, cancellationToken);
        isUp = true;
        await Eventually.TrueAsync(() => Later(waiting), "it has an answer", cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(alive.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Text, Does.Contain("[-]api-server failed"));
            Assert.That(wait.Served, Is.SameAs(Nothing));
        });
        using var next = new TcpListener(address);
        Assert.That(next.Start, Throws.Nothing, "the address is free for the manager's own server");
    }

    [Test]
    public async Task Probes_are_answered_while_the_first_question_hangs_and_a_signal_ends_it(CancellationToken cancellationToken)
    {
        using var signal = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var address = FreeAddress();
        var wait = Wait(address, static async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return Nothing;
        });
        var waiting = wait.RunAsync(signal.Token);
        _clock.Advance(Soon);

        Assert.That((await AnswerAsync(address, "healthz", waiting, cancellationToken)).Status, Is.EqualTo(HttpStatusCode.OK));
        await signal.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(wait.Served, Is.Null);
    }

    [Test]
    public async Task An_address_that_is_taken_ends_it(CancellationToken cancellationToken)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var waiting = Wait((IPEndPoint)taken.LocalEndpoint, static _ => throw Refused()).RunAsync(cancellationToken);
        _clock.Advance(Soon);

        Assert.That(async () => await waiting, Throws.TypeOf<IOException>().With.Message.Contains("Cannot listen on"));
    }

    private ApiServerWait Wait(IPEndPoint address, Func<CancellationToken, Task<ServedResources>> ask) => new(address, ask, RuntimeServices.Default with { TimeProvider = _clock });

    private bool Later(Task waiting)
    {
        _clock.Advance(Soon);
        return waiting.IsCompleted;
    }

    private static async Task<(HttpStatusCode Status, string Text)> AnswerAsync(IPEndPoint address, string path, Task waiting, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
        while (!waiting.IsCompleted)
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

        await waiting;
        throw new AssertionException("it has ended before it answered probes");
    }

    private static IPEndPoint FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    private static KubernetesConnectionException Refused() => new("refused");
}
