using System.Text;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Transport;

/// <summary>What the tests of the transport share: short ways to a configuration, a transport and an answer.</summary>
internal static class TransportFixture
{
    public static PemSource Embedded(string pem) => PemSource.Embedded(Encoding.UTF8.GetBytes(pem));

    public static ClusterConfig ConfigFor(Uri server, TestAuthority? root = null, CredentialConfig? credentials = null) => new()
    {
        Server = server,
        Tls = new TlsConfig { CertificateAuthority = root is null ? null : Embedded(root.Pem) },
        Credentials = credentials,
    };

    public static ClusterTransport Connect(ClusterConfig config, TransportOptions? options = null, TimeProvider? time = null, RecordingLoggerFactory? log = null) =>
        ClusterTransport.Create(config, options ?? new TransportOptions(), time ?? new ManualTimeProvider(), log ?? new RecordingLoggerFactory());

    /// <summary>Sends a GET and returns the answer, whose content has been read.</summary>
    public static async Task<Answer> GetAsync(this IApiTransport transport, string path = "api", TransportLane lane = TransportLane.Data)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await transport.AnswerAsync(request, lane);
    }

    public static async Task<Answer> AnswerAsync(this IApiTransport transport, HttpRequestMessage request, TransportLane lane = TransportLane.Data)
    {
        using var response = await transport.SendAsync(request, lane, TestContext.CurrentContext.CancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.CurrentContext.CancellationToken), response.RequestMessage?.ToString() ?? "");
    }

    internal sealed record Answer(int Status, string Body, string PrintedRequest);
}
