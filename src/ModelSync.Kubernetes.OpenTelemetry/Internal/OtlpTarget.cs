using OpenTelemetry.Exporter;

namespace ModelSync.Kubernetes.OpenTelemetry.Internal;

/// <summary>Where one signal goes. No record, because what its headers and address hold is secret and must not come out of a ToString.</summary>
internal sealed class OtlpTarget(Uri endpoint, OtlpExportProtocol protocol, string? headers, int? timeoutMilliseconds)
{
    public Uri Endpoint { get; } = endpoint;

    /// <summary>The address without what may be secret in it.</summary>
    public string ShownEndpoint => Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public OtlpExportProtocol Protocol { get; } = protocol;

    public void ApplyTo(OtlpExporterOptions exporter)
    {
        exporter.Endpoint = Endpoint;
        exporter.Protocol = Protocol;
        exporter.Headers = headers ?? exporter.Headers;
        exporter.TimeoutMilliseconds = timeoutMilliseconds ?? exporter.TimeoutMilliseconds;
    }
}
