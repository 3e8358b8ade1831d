using System.Net;
using ModelSync.Kubernetes.AspNetCore.Health;
using ModelSync.Kubernetes.Health;

namespace ModelSync.Kubernetes.AspNetCore.Tests.Health;

public sealed class HealthEndpointTests
{
    private FixedReport _report = null!;
    private RunningServer _server = null!;

    [SetUp]
    public async Task Start()
    {
        _report = new FixedReport();
        _server = await RunningServer.StartAsync(endpoints => endpoints.MapModelSyncHealth(_report));
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task All_well_is_ok()
    {
        Assert.That(await _server.GetAsync("/healthz"), Is.EqualTo((HttpStatusCode.OK, "ok")));
        Assert.That(await _server.GetAsync("/readyz"), Is.EqualTo((HttpStatusCode.OK, "ok")));
        Assert.That(await _server.GetAsync("/healthz?verbose"), Is.EqualTo((HttpStatusCode.OK, "[+]ping ok\nhealthz check passed\n")));
    }

    [Test]
    public async Task Trouble_is_503_with_a_line_for_each_check_and_no_reason()
    {
        _report.Ready = () => [new HealthEntry("caches", IsHealthy: true), new HealthEntry("cluster/east", IsHealthy: false, "cannot reach 10.0.0.1")];

        Assert.That(await _server.GetAsync("/readyz"), Is.EqualTo(
            (HttpStatusCode.ServiceUnavailable, "[+]caches ok\n[-]cluster/east failed: reason withheld\nreadyz check failed\n")));
        Assert.That((await _server.GetAsync("/healthz")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task One_check_alone_tells_its_reason()
    {
        _report.Ready = () => [new HealthEntry("caches", IsHealthy: true), new HealthEntry("cluster/east", IsHealthy: false, "cannot\nreach it")];

        Assert.That(await _server.GetAsync("/readyz/caches"), Is.EqualTo((HttpStatusCode.OK, "ok")));
        Assert.That(await _server.GetAsync("/readyz/cluster/east"), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "[-]cluster/east failed: cannot reach it\n")));
        Assert.That((await _server.GetAsync("/readyz/nothing")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_check_can_be_left_out()
    {
        _report.Ready = () => [new HealthEntry("caches", IsHealthy: true), new HealthEntry("east", IsHealthy: false, "down")];

        Assert.That(await _server.GetAsync("/readyz?exclude=east"), Is.EqualTo((HttpStatusCode.OK, "ok")));
        Assert.That((await _server.GetAsync("/readyz?verbose&exclude=east&exclude=west")).Text, Is.EqualTo(
            "[+]caches ok\n[+]east excluded: ok\nwarn: some health checks cannot be excluded: no matches for \"west\"\nreadyz check passed\n"));
    }

    [Test]
    public async Task A_check_that_throws_is_trouble_and_tells_no_stack_trace()
    {
        _report.Live = () => throw new InvalidOperationException("a secret");

        var (status, text) = await _server.GetAsync("/healthz/healthz");

        Assert.That((status, text), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "[-]healthz failed: a check threw InvalidOperationException\n")));
    }

    [Test]
    public async Task Trouble_is_logged_when_it_changes_and_not_at_each_probe()
    {
        var message = "down";
        _report.Live = () => [new HealthEntry("ping", IsHealthy: message.Length == 0, message)];
        await _server.GetAsync("/healthz");
        await _server.GetAsync("/healthz");
        message = "further down";
        await _server.GetAsync("/healthz");
        message = "";
        await _server.GetAsync("/healthz");

        Assert.That(_server.Log.Messages.Skip(1).Select(line => line.Trim()), Is.EqualTo(new[]
        {
            "Warning: Checks of healthz fail: ping: down", "Warning: Checks of healthz fail: ping: further down", "Information: All checks of healthz pass again.",
        }));
    }

    [Test]
    public async Task HEAD_has_the_status_alone_and_other_methods_are_refused()
    {
        using var head = await _server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/healthz?verbose"));
        using var post = await _server.Client.PostAsync("/healthz", content: null);

        Assert.That((head.StatusCode, head.Content.Headers.ContentLength), Is.EqualTo((HttpStatusCode.OK, 32L)));
        Assert.That(await head.Content.ReadAsStringAsync(), Is.Empty);
        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(post.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "HEAD" }));
    }
}
