using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Serialization.Metadata;

namespace ModelSync.Playground.Control;

/// <summary>Speaks with a running playground.</summary>
internal sealed class ControlClient : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;

    public ControlClient(string id, string socketPath)
    {
        Id = id;
        var handler = new SocketsHttpHandler { ConnectCallback = (_, cancellationToken) => ConnectAsync(socketPath, cancellationToken), UseProxy = false };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://playground"), Timeout = Timeout };
    }

    public string Id { get; }

    public Task<PlaygroundIdentity> IdentityAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "/identity", content: null, ControlJsonContext.Default.PlaygroundIdentity, cancellationToken);

    public Task<PlaygroundState> StateAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "/state", content: null, ControlJsonContext.Default.PlaygroundState, cancellationToken);

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/end");
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<FaultState> AddFaultAsync(FaultOrder order, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(order, ControlJsonContext.Default.FaultOrder);
        return await SendAsync(HttpMethod.Post, "/faults", content, ControlJsonContext.Default.FaultState, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<FaultState>> FaultsAsync(string? cluster, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "/faults" + Query(cluster, rule: null), content: null, ControlJsonContext.Default.IReadOnlyListFaultState, cancellationToken);

    public Task<IReadOnlyList<FaultState>> ClearFaultsAsync(string? cluster, int? rule, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, "/faults" + Query(cluster, rule), content: null, ControlJsonContext.Default.IReadOnlyListFaultState, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static string Query(string? cluster, int? rule)
    {
        string?[] parts =
        [
            cluster is null ? null : $"cluster={Uri.EscapeDataString(cluster)}",
            rule is null ? null : string.Create(CultureInfo.InvariantCulture, $"rule={rule}"),
        ];
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? "" : "?" + query;
    }

    private static async ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false)
            ?? throw new ControlException($"playground {Id} answered nothing");
    }

    /// <summary>The answer, which is a good one.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new ControlException($"playground {Id} does not answer, as if it had just ended: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ControlException($"playground {Id} has not answered within {Timeout.TotalSeconds:0} s: `down` ends it", e);
        }

        return response.IsSuccessStatusCode ? response : throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ControlException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var refusal = response.Content.Headers.ContentType?.MediaType is "application/json"
                ? await response.Content.ReadFromJsonAsync(ControlJsonContext.Default.ControlError, cancellationToken).ConfigureAwait(false)
                : null;
            return new ControlException(refusal?.Error ?? $"playground {Id} answered {(int)response.StatusCode}");
        }
    }
}
