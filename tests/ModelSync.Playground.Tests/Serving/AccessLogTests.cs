using ModelSync.Playground.Serving;
using ModelSync.Playground.Tests.Faults;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Serving;

[CancelAfter(60_000)]
internal sealed class AccessLogTests
{
    [Test]
    public async Task The_log_has_a_start_line_and_a_line_for_each_request_whatever_it_was(CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken, options: new ModelServersOptions { Time = time });
        time.Advance(TimeSpan.FromMinutes(1));
        await served.GetAsync("/readyz?verbose=1", cancellationToken);
        await served.PostAsync("/predict", "seven", cancellationToken);
        await served.GetAsync("/a%0Ab", cancellationToken);
        var lines = served.Server.Log.Lines;
        Assert.That(lines.Select(line => line.Text), Is.EqualTo((string[])
        [
            $"Serving fraud 1.2.0 as HTTP on {served.Server.EndPoint}",
            "GET /readyz?verbose=1 200 0.0ms version=1.2.0",
            "POST /predict 400 0.0ms version=1.2.0",
            "GET /a%0Ab 404 0.0ms version=1.2.0",
        ]));
        Assert.That(lines[1].Time - lines[0].Time, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task A_long_path_is_cut_and_old_lines_go_first(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken, options: new ModelServersOptions { LogLines = 3 });
        for (var i = 0; i < 5; i++)
        {
            await served.GetAsync($"/{i}{new string('x', 1000)}", cancellationToken);
        }

        var lines = served.Server.Log.Lines;
        Assert.That(lines, Has.Count.EqualTo(3));
        Assert.That(lines[0].Text, Does.StartWith("GET /2xxx").And.Contain("… 404").And.Length.LessThan(320));
    }

    [Test]
    public async Task A_follower_sees_requests_as_they_come_and_ends_with_the_server(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken);
        await using var lines = served.Server.Log.FollowAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.That(await lines.MoveNextAsync());
        var next = lines.MoveNextAsync().AsTask();
        await served.GetAsync("/healthz", cancellationToken);
        Assert.That(await next.WaitAsync(cancellationToken));
        Assert.That(lines.Current.Text, Does.StartWith("GET /healthz 200 "));
        next = lines.MoveNextAsync().AsTask();
        await served.Server.DisposeAsync();
        Assert.That(await next.WaitAsync(cancellationToken), Is.False);
        Assert.That(served.Server.Log.Lines, Has.Count.EqualTo(2), "what a container has written is read after its end, too");
    }

    [Test]
    public async Task What_no_HTTP_server_would_answer_is_not_logged_and_harms_nobody(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken);
        using (var client = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken))
        {
            await client.SayAsync("what is this\r\n\r\n", cancellationToken);
            Assert.That(await client.HearsAllAsync(cancellationToken), Does.StartWith("HTTP/1.1 400 "));
        }

        Assert.That((int)(await served.GetAsync("/healthz", cancellationToken)).Status, Is.EqualTo(200));
        Assert.That(served.Server.Log.Lines, Has.Count.EqualTo(2));
    }
}
