using System.Text.Json;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <summary>The part of etcd's JSON gateway that tests need.</summary>
internal sealed class EtcdGateway(string url, HttpClient http) : IDisposable
{
    // Any key will do to learn the revision: a zero byte, in base64.
    private const string AnyKey = "AA==";

    public static EtcdGateway For(string url, ControlPlaneFiles files) => new(url, LoopbackHttp.WithCertificate(
        files.Pki.Authority.CertificatePem,
        files.Pki.CertificateFile(Pki.ControlPlanePki.EtcdClient),
        files.Pki.KeyFile(Pki.ControlPlanePki.EtcdClient)));

    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(url + "/health"), cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode;
    }

    /// <summary>Forgets every revision before the present one, which it returns.</summary>
    public async Task<long> CompactAsync(CancellationToken cancellationToken)
    {
        using var range = await PostAsync("/v3/kv/range", $$"""{"key":"{{AnyKey}}"}""", cancellationToken).ConfigureAwait(false);
        var text = range.RootElement.GetProperty("header").GetProperty("revision").GetString();
        var revision = long.Parse(text!, System.Globalization.CultureInfo.InvariantCulture);
        using var _ = await PostAsync("/v3/kv/compaction", $$"""{"revision":"{{revision}}","physical":true}""", cancellationToken).ConfigureAwait(false);
        return revision;
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonDocument> PostAsync(string path, string body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body);
        using var response = await http.PostAsync(new Uri(url + path), content, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(answer)
            : throw new ControlPlaneException($"etcd answered {path} with {(int)response.StatusCode}: {answer}");
    }
}
