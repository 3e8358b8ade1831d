using System.Diagnostics.Metrics;
using System.Net;
using ModelSync.Kubernetes.AspNetCore.Metrics;
using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.AspNetCore.Tests.Metrics;

public sealed class MetricsEndpointTests
{
    [TestCase("text/plain", "text/plain; version=0.0.4; charset=utf-8", "# TYPE jobs_total counter\njobs_total 3\n")]
    [TestCase("application/openmetrics-text", "application/openmetrics-text; version=1.0.0; charset=utf-8", "# TYPE jobs counter\njobs_total 3\n# EOF\n")]
    public async Task A_scraper_gets_the_format_it_asks_for(string accept, string type, string text)
    {
        using var meter = new Meter("Test." + Guid.NewGuid());
        using var exposition = new PrometheusExposition(new PrometheusOptions { Meters = [meter.Name] }, RuntimeServices.Default);
        meter.CreateCounter<long>("jobs").Add(3);
        await using var server = await RunningServer.StartAsync(endpoints => endpoints.MapModelSyncMetrics("/metrics", exposition));
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        using var response = await server.Client.GetAsync("/metrics");
        using var head = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/metrics"));
        using var post = await server.Client.PostAsync("/metrics", content: null);

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, text)));
        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo(type));
        Assert.That(response.Headers.Vary, Is.EqualTo(new[] { "Accept" }));
        Assert.That((head.StatusCode, head.Content.Headers.ContentType?.ToString()), Is.EqualTo((HttpStatusCode.OK, type)));
        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task Further_scrapes_are_refused_while_enough_are_under_way()
    {
        var exposition = new HeldExposition(first: "");
        await using var server = await RunningServer.StartAsync(
            endpoints => endpoints.MapModelSyncMetrics("/metrics", exposition, new MetricsEndpointOptions { MaxConcurrentScrapes = 2 }));
        var one = server.GetAsync("/metrics");
        var two = server.GetAsync("/metrics");
        await exposition.EnteredAsync();
        await exposition.EnteredAsync();

        using var refused = await server.Client.GetAsync("/metrics");
        Assert.That((refused.StatusCode, refused.Headers.RetryAfter?.ToString()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "1")));

        exposition.Release();
        Assert.That(new[] { await one, await two, await server.GetAsync("/metrics") }, Is.All.EqualTo((HttpStatusCode.OK, "end")));
    }

    [Test]
    public async Task A_collection_that_hangs_is_given_up()
    {
        var time = new ManualTimeProvider();
        var exposition = new HeldExposition(first: "");
        await using var server = await RunningServer.StartAsync(
            endpoints => endpoints.MapModelSyncMetrics("/metrics", exposition, new MetricsEndpointOptions { TimeProvider = time }));
        var scrape = server.GetAsync("/metrics");
        await exposition.EnteredAsync();
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((await scrape).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task A_text_that_could_not_be_ended_never_passes_for_whole()
    {
        var time = new ManualTimeProvider();
        var exposition = new HeldExposition(first: "jobs 1\n");
        await using var server = await RunningServer.StartAsync(
            endpoints => endpoints.MapModelSyncMetrics("/metrics", exposition, new MetricsEndpointOptions { TimeProvider = time }));
        var scrape = server.GetAsync("/metrics");
        await exposition.EnteredAsync();
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await scrape, Throws.InstanceOf<HttpRequestException>());
    }
}
