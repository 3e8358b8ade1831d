using System.Globalization;
using OpenTelemetry.Exporter;

namespace ModelSync.Kubernetes.OpenTelemetry.Internal;

/// <summary>
/// Reads the standard variables as the specification has them, which the .NET SDK does not quite: there, gRPC is the default, and the variables of one signal
/// are looked at only by its one-call set-up. The rest (certificates, compression, samplers, intervals) the SDK reads by itself.
/// </summary>
internal sealed class OtlpSettings
{
    private readonly OtlpOptions _options;

    public OtlpSettings(OtlpOptions options)
    {
        _options = options;
        ServiceName = options.ServiceName ?? Variable("OTEL_SERVICE_NAME") ?? ResourceAttribute("service.name") ?? "modelsync";
        ServiceInstance = ResourceAttribute("service.instance.id");
        if (!string.Equals(Variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Metrics = Target("METRICS", "/v1/metrics");
            Traces = Target("TRACES", "/v1/traces");
        }
    }

    public string ServiceName { get; }

    /// <summary>What tells this process from others of the service, where the environment says so; null for something drawn.</summary>
    public string? ServiceInstance { get; }

    /// <summary>Where metrics go; null for nowhere.</summary>
    public OtlpTarget? Metrics { get; }

    /// <summary>Where spans go; null for nowhere.</summary>
    public OtlpTarget? Traces { get; }

    private OtlpTarget? Target(string signal, string path)
    {
        var exporters = Variable($"OTEL_{signal}_EXPORTER");
        if (exporters is not null && !exporters.Split(',', StringSplitOptions.TrimEntries).Contains("otlp", StringComparer.Ordinal))
        {
            return null;
        }

        var protocol = Protocol(signal);
        if (Endpoint(signal, protocol == OtlpExportProtocol.HttpProtobuf ? path : "") is not { } endpoint)
        {
            return null;
        }

        var headers = Variable($"OTEL_EXPORTER_OTLP_{signal}_HEADERS") ?? Variable("OTEL_EXPORTER_OTLP_HEADERS");
        return new OtlpTarget(endpoint, protocol, headers, Timeout(signal));
    }

    private Uri? Endpoint(string signal, string path)
    {
        if (_options.Endpoint is { } given)
        {
            return WithPath(given, path);
        }

        if (Variable($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") is { } own)
        {
            return Parsed($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", own);
        }

        return Variable("OTEL_EXPORTER_OTLP_ENDPOINT") is { } shared ? WithPath(Parsed("OTEL_EXPORTER_OTLP_ENDPOINT", shared), path) : null;
    }

    private OtlpExportProtocol Protocol(string signal)
    {
        var name = $"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL";
        var protocol = _options.Protocol ?? Variable(name) ?? Variable("OTEL_EXPORTER_OTLP_PROTOCOL");
        return protocol switch
        {
            null or "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            "grpc" => OtlpExportProtocol.Grpc,
            _ => throw new FormatException($"The OTLP protocol '{protocol}' ({name}, OTEL_EXPORTER_OTLP_PROTOCOL) is not supported: use http/protobuf or grpc."),
        };
    }

    private int? Timeout(string signal)
    {
        var name = $"OTEL_EXPORTER_OTLP_{signal}_TIMEOUT";
        var text = Variable(name) ?? Variable("OTEL_EXPORTER_OTLP_TIMEOUT");
        return text is null ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds
            : throw new FormatException($"The OTLP timeout '{text}' ({name}, OTEL_EXPORTER_OTLP_TIMEOUT) is no number of milliseconds, such as 10000.");
    }

    // The address is not shown, because it may have a password in it.
    private static Uri Parsed(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new FormatException($"{name} is no http or https address: write it as in http://collector:4318.");

    private static Uri WithPath(Uri endpoint, string path) =>
        new UriBuilder(endpoint) { Path = endpoint.AbsolutePath.TrimEnd('/') + path }.Uri;

    // `name=value,name=value`, of which the values are percent-encoded.
    private string? ResourceAttribute(string name)
    {
        var attributes = Variable("OTEL_RESOURCE_ATTRIBUTES")?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        var attribute = Array.FindLast(attributes, one => one.StartsWith(name + "=", StringComparison.Ordinal));
        return attribute?[(name.Length + 1)..] is { Length: > 0 } value ? Uri.UnescapeDataString(value) : null;
    }

    // The specification: an empty variable is one that is not set.
    private string? Variable(string name) => _options.Environment(name)?.Trim() is { Length: > 0 } value ? value : null;
}
