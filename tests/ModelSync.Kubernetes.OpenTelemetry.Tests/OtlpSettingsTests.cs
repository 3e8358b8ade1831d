using ModelSync.Kubernetes.OpenTelemetry.Internal;
using OpenTelemetry.Exporter;

namespace ModelSync.Kubernetes.OpenTelemetry.Tests;

public sealed class OtlpSettingsTests
{
    [TestCase("", null, null)]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=", null, null, TestName = "An empty variable is none")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318", "http://c:4318/v1/metrics", "http://c:4318/v1/traces")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=https://c/otlp/", "https://c/otlp/v1/metrics", "https://c/otlp/v1/traces")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317 OTEL_EXPORTER_OTLP_PROTOCOL=grpc", "http://c:4317/", "http://c:4317/")]
    [TestCase("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://c:1/x", "http://c:1/x", null, TestName = "A signal's own address is taken as it stands")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://d:2/t", "http://c:1/v1/metrics", "http://d:2/t")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_SDK_DISABLED=TRUE", null, null)]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_TRACES_EXPORTER=none", "http://c:1/v1/metrics", null)]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_METRICS_EXPORTER=console,otlp OTEL_TRACES_EXPORTER=console", "http://c:1/v1/metrics", null)]
    public void Addresses_are_made_as_the_specification_says(string environment, string? metrics, string? traces)
    {
        var settings = new OtlpSettings(Options(environment));

        Assert.That((settings.Metrics?.Endpoint.ToString(), settings.Traces?.Endpoint.ToString()), Is.EqualTo((metrics, traces)));
    }

    [Test]
    public void Options_outdo_the_environment_but_not_its_off_switch()
    {
        var options = Options("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://c:1/x OTEL_SERVICE_NAME=env OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf") with
        {
            Endpoint = new Uri("http://given:1"),
            ServiceName = "given",
            Protocol = "grpc",
        };
        var settings = new OtlpSettings(options);

        Assert.That((settings.Metrics?.Endpoint.ToString(), settings.Metrics?.Protocol, settings.ServiceName), Is.EqualTo(
            ("http://given:1/", OtlpExportProtocol.Grpc, "given")));
        Assert.That(new OtlpSettings(options with { Environment = name => name == "OTEL_SDK_DISABLED" ? "true" : null }).Metrics, Is.Null);
    }

    [Test]
    public void The_protocol_is_http_unless_said_otherwise_for_all_or_one_signal()
    {
        var settings = new OtlpSettings(Options("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=grpc"));

        Assert.That((settings.Metrics?.Protocol, settings.Traces?.Protocol), Is.EqualTo((OtlpExportProtocol.HttpProtobuf, OtlpExportProtocol.Grpc)));
    }

    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "http/json")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=c:4318", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=ftp://c", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_EXPORTER_OTLP_TIMEOUT=10s", "10s")]
    public void What_cannot_be_used_is_named(string environment, string named) =>
        Assert.That(() => new OtlpSettings(Options(environment)), Throws.InstanceOf<FormatException>().With.Message.Contains(named));

    [Test]
    public void The_address_that_is_shown_has_no_secrets()
    {
        var settings = new OtlpSettings(Options("OTEL_EXPORTER_OTLP_ENDPOINT=http://me:pw@c:1/p?key=pw OTEL_EXPORTER_OTLP_HEADERS=k=pw"));

        Assert.That(settings.Metrics!.ShownEndpoint, Is.EqualTo("http://c:1/p/v1/metrics"));
    }

    private static OtlpOptions Options(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new OtlpOptions { Environment = name => variables.GetValueOrDefault(name) };
    }
}
