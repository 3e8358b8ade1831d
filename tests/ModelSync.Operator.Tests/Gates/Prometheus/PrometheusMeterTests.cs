using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;
using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Gates.Exposition;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Prometheus;
using ModelSync.Operator.Gates.Scraping;
using ModelSync.Playground.Serving;
using ModelSync.Testing;
using ModelSync.Testing.Api;

namespace ModelSync.Operator.Tests.Gates.Prometheus;

[CancelAfter(120_000)]
internal sealed class PrometheusMeterTests
{
    private const string OneValue = """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"0.5"]}]}}""";
    private static readonly SecretKeyReference Token = new() { Name = "prom", Key = "token" };

    [Test]
    public async Task Candidate_and_stable_are_asked_the_same_with_their_own_names(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Post, "/prom/api/v1/query", [.. Enumerable.Range(0, 4).Select(_ => ScriptedAnswer.Json(OneValue))]);
        var check = new PrometheusCheck
        {
            Address = server.BaseAddress + "prom/",
            Query = "x{r=\"{{revision}}\",s=\"{{service}}\",n=\"{{namespace}}\",old=\"{{stableRevision}}\",a=\"{{args.team}}\"}[{{window}}]",
            SamplesQuery = "count(x{r=\"{{revision}}\"})",
            TokenRef = Token,
        };
        var reading = await MeasureAsync(check, cancellationToken, isRelative: true);
        Assert.That((reading.Outcome, reading.Value, reading.Samples), Is.EqualTo((MeasurementOutcome.Value, (decimal?)0.5m, (long?)0)));
        Assert.That((reading.Baseline, reading.BaselineSamples), Is.EqualTo(((decimal?)0.5m, (long?)0)));
        var queries = server.Requests.Select(QueryOf).ToList();
        Assert.That(queries, Is.EqualTo((string[])
        [
            "x{r=\"candidate0\",s=\"fraud-candidate0\",n=\"shop\",old=\"stable0000\",a=\"\\\"} or 1\"}[60s]",
            "count(x{r=\"candidate0\"})",
            "x{r=\"stable0000\",s=\"fraud-stable0000\",n=\"shop\",old=\"stable0000\",a=\"\\\"} or 1\"}[60s]",
            "count(x{r=\"stable0000\"})",
        ]));
        Assert.That(server.Requests.Select(request => request.Header("Authorization")), Is.All.EqualTo("Bearer s3cr3t"));
    }

    [Test]
    public async Task Without_a_comparison_stable_is_not_asked_for(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Post, "/api/v1/query", ScriptedAnswer.Json(OneValue));
        var check = new PrometheusCheck { Address = server.BaseAddress.ToString(), Query = "x{r=\"{{revision}}\"}" };
        var reading = await MeasureAsync(check, cancellationToken);
        Assert.That((reading.Value, reading.Samples, reading.Baseline), Is.EqualTo(((decimal?)0.5m, (long?)null, (decimal?)null)));
    }

    [TestCase(401, "tokenRef")]
    [TestCase(503, "status 503")]
    public async Task A_provider_that_is_down_or_refuses_is_an_error(int status, string words, CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Post, "/api/v1/query", ScriptedAnswer.Text(status, "s3cr3t"));
        var check = new PrometheusCheck { Address = server.BaseAddress.ToString(), Query = "x", TokenRef = Token };
        var reading = await MeasureAsync(check, cancellationToken);
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Error));
        Assert.That(reading.Message, Does.Contain(words).And.Not.Contain("s3cr3t"));
    }

    [Test]
    public async Task A_real_server_measures_and_computes_the_quantile_that_we_compute(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var behavior = new ServingBehavior { LatencyP50 = TimeSpan.FromMilliseconds(8), LatencyP99 = TimeSpan.FromMilliseconds(60) };
        var (_, server) = pods.Add(ModelRuntime.TFServing, behavior: behavior);
        await pods.SendAsync(server, ModelRuntime.TFServing, 100, cancellationToken);
        await using var prometheus = await RealPrometheus.StartAsync(server.EndPoint, "/monitoring/prometheus/metrics", TestScenes.Candidate, cancellationToken);
        const string Buckets = ":tensorflow:serving:request_latency_bucket{revision=\"{{revision}}\",API=\"predict\"}";
        var check = new PrometheusCheck
        {
            Address = prometheus.Address.ToString(),
            Query = "histogram_quantile({{args.q}}, sum by (le) (" + Buckets + "))",
            SamplesQuery = "sum(:tensorflow:serving:request_latency_count{revision=\"{{revision}}\",API=\"predict\"})",
        };
        var none = await MeasureAsync(check with { Query = "nothing{r=\"{{revision}}\"}" }, cancellationToken, args: TestScenes.Args(("q", "0.5")));
        Assert.That(none.Outcome, Is.EqualTo(MeasurementOutcome.NoData));
        var wrong = await MeasureAsync(check with { Query = "sum by ({" }, cancellationToken, args: TestScenes.Args(("q", "0.5")));
        Assert.That(wrong.Message, Does.Contain("bad_data"));
        var page = await pods.Client.GetByteArrayAsync(new Uri($"http://{server.EndPoint}/monitoring/prometheus/metrics"), cancellationToken);
        var ours = ExpositionParser.Parse(page, null, new HashSet<string>(StringComparer.Ordinal) { ":tensorflow:serving:request_latency_bucket" });
        foreach (var q in (string[])["0.1", "0.5", "0.95", "0.99"])
        {
            GateReading reading;
            do
            {
                // It scrapes once a second, so the first answers are empty.
                reading = await MeasureAsync(check, cancellationToken, args: TestScenes.Args(("q", q)));
                Assert.That(reading.Outcome, Is.Not.EqualTo(MeasurementOutcome.Error), reading.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
            while (reading.Value is null || reading.Samples != 100);

            var quantile = HistogramQuantile.Of(double.Parse(q, CultureInfo.InvariantCulture), ours);
            Assert.That((double)reading.Value!, Is.EqualTo(quantile!.Value).Within(1e-6 * quantile.Value), q);
        }
    }

    [Test]
    public async Task A_server_with_its_own_authority_is_trusted_by_the_reference_and_by_nothing_else(CancellationToken cancellationToken)
    {
        var authority = TestAuthority.CreateRoot();
        await using var server = await TlsServer.StartAsync(authority.IssueServer(), OneValue, cancellationToken);
        var check = new PrometheusCheck { Address = server.Address, Query = "x", CaRef = new SecretKeyReference { Name = "prom", Key = "ca" } };
        var trusted = await MeasureAsync(check, cancellationToken, authority: authority.Pem);
        Assert.That(trusted.Outcome, Is.EqualTo(MeasurementOutcome.Value), trusted.Message);
        var other = await MeasureAsync(check, cancellationToken, authority: TestAuthority.CreateRoot().Pem);
        Assert.That(other.Message, Does.Contain("no TLS"));
        var system = await MeasureAsync(check with { CaRef = null }, cancellationToken);
        Assert.That(system.Message, Does.Contain("no TLS"));
        var garbage = await MeasureAsync(check, cancellationToken, authority: "no PEM");
        Assert.That(garbage.Message, Does.Contain("0 certificates"));
    }

    private static string QueryOf(RecordedRequest request) =>
        QueryHelpers.ParseQuery(request.BodyText)["query"].ToString();

    private static async Task<GateReading> MeasureAsync(
        PrometheusCheck check, CancellationToken cancellationToken, bool isRelative = false, StringMap? args = null, string authority = "")
    {
        using var http = new GateHttp(new GateHttpOptions { Addresses = new AddressPolicy(AllowLoopback: true) });
        var threshold = new GateThreshold { Max = "1", RelativeToStable = isRelative ? new RelativeThreshold { MaxRatio = "1.2" } : null };
        var spec = new ModelGateSpec { Type = GateType.Prometheus, Prometheus = check, Threshold = threshold };
        var gate = TestScenes.Gate("rate", spec, args ?? TestScenes.Args(("team", "\"} or 1")));
        var scene = TestScenes.Scene();
        var secrets = new FakeSecrets(("prom", "token", "s3cr3t"), ("prom", "ca", authority));
        return await new PrometheusMeter(check, http, new UserCredentials(secrets)).MeasureAsync(TestScenes.Context(gate, scene), cancellationToken);
    }
}
