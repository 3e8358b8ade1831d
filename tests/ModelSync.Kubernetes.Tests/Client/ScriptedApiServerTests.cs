using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>What the tests beside these rest on.</summary>
public sealed class ScriptedApiServerTests
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);

    [OneTimeTearDown]
    public void DisposeLimit() => _limit.Dispose();

    [Test]
    public async Task A_request_that_nobody_scripted_fails_the_test_by_name()
    {
        var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, _limit.Token);
        server.Expect(HttpMethod.Get, "/a", ScriptedAnswer.Text(200, "one"));
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        Assert.That(await client.GetStringAsync("a", _limit.Token), Is.EqualTo("one"));

        using var response = await client.GetAsync("a?again", _limit.Token);

        Assert.That((int)response.StatusCode, Is.EqualTo(501));
        Assert.That(async () => await server.DisposeAsync(), Throws.InvalidOperationException.With.Message.Contains("GET /a?again"));
    }

    [Test]
    public async Task Answers_are_given_in_order_and_by_condition()
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, _limit.Token);
        server.ExpectWhen("the second page", request => request.Query.ContainsKey("continue"), ScriptedAnswer.Text(200, "second"));
        server.Expect(HttpMethod.Get, "/a", ScriptedAnswer.Text(200, "first"), ScriptedAnswer.Text(200, "third"));
        using var client = new HttpClient { BaseAddress = server.BaseAddress };

        Assert.That(await client.GetStringAsync("a", _limit.Token), Is.EqualTo("first"));
        Assert.That(await client.GetStringAsync("a?continue=x", _limit.Token), Is.EqualTo("second"));
        Assert.That(await client.GetStringAsync("a", _limit.Token), Is.EqualTo("third"));
    }

    [Test]
    public async Task Answers_that_never_end_do_not_hold_up_the_end_of_a_test()
    {
        var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, _limit.Token);
        server.Expect(HttpMethod.Get, "/a", ScriptedAnswer.Never());
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        var get = client.GetStringAsync("a", _limit.Token);
        await server.WaitForRequestsAsync(1, _limit.Token);

        await server.DisposeAsync();

        Assert.That(async () => await get, Throws.TypeOf<HttpRequestException>());
    }
}
