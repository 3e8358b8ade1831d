using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.AspNetCore.Hosting;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.AspNetCore.Tests.Hosting;

public sealed class HttpServerTests
{
    [Test]
    public async Task An_address_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = (IPEndPoint)taken.LocalEndpoint;
        var server = new HttpServer(new HttpServerOptions { Address = address }, _ => { }, RuntimeServices.Default);

        Assert.That(async () => await server.RunAsync(CancellationToken.None), Throws.InstanceOf<IOException>().With.Message.Contains($"Cannot listen on {address}"));
    }

    [Test]
    public async Task All_addresses_includes_loopback()
    {
        await using var server = await RunningServer.StartAsync(
            endpoints => endpoints.MapGet("/", (RequestDelegate)(context => context.Response.WriteAsync("here"))),
            new HttpServerOptions { Address = ListenAddress.Parse(":0")! });
        var port = (await server.Server.Listening).Port;

        Assert.That(await server.GetAsync($"http://127.0.0.1:{port}/"), Is.EqualTo((HttpStatusCode.OK, "here")));
        Assert.That((await server.GetAsync($"http://127.0.0.1:{port}/nowhere")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Cancelled_before_it_began_it_returns()
    {
        var server = new HttpServer(new HttpServerOptions { Address = new IPEndPoint(IPAddress.Loopback, 0) }, _ => { }, RuntimeServices.Default);
        await server.RunAsync(new CancellationToken(canceled: true));
    }

    [Test]
    public async Task A_request_under_way_ends_before_the_server_does_and_the_port_is_free_then()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(endpoints => endpoints.MapGet("/", (RequestDelegate)(async context =>
        {
            entered.SetResult();
            await release.Task;
            await context.Response.WriteAsync("done");
        })));
        var request = server.GetAsync("/");
        await entered.Task;
        var stopping = server.StopAsync();
        Assert.That(stopping.IsCompleted, Is.False);

        release.SetResult();

        Assert.That(await request, Is.EqualTo((HttpStatusCode.OK, "done")));
        await stopping;
        using var again = new TcpListener(await server.Server.Listening);
        Assert.That(again.Start, Throws.Nothing);
    }

    [Test]
    public async Task A_request_that_does_not_end_is_cut_off()
    {
        var time = new ManualTimeProvider();
        var entered = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(
            endpoints => endpoints.MapGet("/", (RequestDelegate)(context =>
            {
                entered.SetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            })),
            time: time);
        var request = server.GetAsync("/");
        await entered.Task;

        var stopping = server.StopAsync();
        await time.WaitForTimersAsync(1, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(5));

        await stopping;
        Assert.That(async () => await request, Throws.InstanceOf<HttpRequestException>());
    }

    [TestCase(5_000, 0, 0, 414)]
    [TestCase(0, 20_000, 0, 431)]
    [TestCase(0, 0, 1, 413)]
    public async Task More_than_a_scraper_needs_is_refused(int line, int header, long body, int expected)
    {
        await using var server = await RunningServer.StartAsync(endpoints =>
            endpoints.MapPost("/", (RequestDelegate)(context => context.Request.Body.CopyToAsync(Stream.Null))));
        using var client = new TcpClient();
        await client.ConnectAsync(await server.Server.Listening);
        var head = $"POST /{new string('?', line)} HTTP/1.1\r\nHost: x\r\nX: {new string('x', header)}\r\nContent-Length: {body}\r\n\r\n";
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(head));

        using var reader = new StreamReader(client.GetStream());
        Assert.That(await reader.ReadLineAsync(), Does.StartWith($"HTTP/1.1 {expected} "));
    }

    [Test]
    public async Task Connections_beyond_the_limit_are_closed()
    {
        await using var server = await RunningServer.StartAsync(
            endpoints => endpoints.MapGet("/", (RequestDelegate)(context => context.Response.WriteAsync("here"))),
            new HttpServerOptions { Address = new IPEndPoint(IPAddress.Loopback, 0), MaxConnections = 1 });
        Assert.That((await server.GetAsync("/")).Text, Is.EqualTo("here"));
        using var further = new TcpClient();
        await further.ConnectAsync(await server.Server.Listening);

        Assert.That(await Closed(further.GetStream()), Is.True);
        Assert.That((await server.GetAsync("/")).Text, Is.EqualTo("here"));
    }

    [Test]
    public async Task The_server_leaves_the_signals_of_the_process_alone()
    {
        var lifetimes = new List<object>();
        await using var server = await RunningServer.StartAsync(endpoints =>
            lifetimes.Add(endpoints.ServiceProvider.GetService(typeof(Microsoft.Extensions.Hosting.IHostLifetime))!));

        Assert.That(lifetimes.Single().GetType().Name, Is.EqualTo("NoLifetime"));
    }

    private static async Task<bool> Closed(NetworkStream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
