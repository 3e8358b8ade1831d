using System.Net;
using System.Text;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Benchmarks.InMemory;

/// <summary>A server in memory that lists fixture Deployments and whose watches give the changes that it is fed.</summary>
public sealed class FeedTransport(int objects) : IApiTransport
{
    private readonly byte[] _list = DeploymentFixture.ListJson(objects);
    private readonly FeedStream _changes = new();
    private readonly TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri BaseAddress { get; } = new("http://memory/");

    /// <summary>Completes once there is a watch.</summary>
    public Task Watched => _watched.Task;

    /// <summary>The frame of a watch that says that an object has changed, with a version of its own.</summary>
    public static byte[] Change(int number, int version)
    {
        // The fixture's versions are nine digits that begin with 1: ours are above all of them, and as long.
        var json = Encoding.UTF8.GetString(DeploymentFixture.Json(number));
        var at = json.IndexOf("\"resourceVersion\":\"", StringComparison.Ordinal) + "\"resourceVersion\":\"".Length;
        var changed = string.Concat(json.AsSpan(0, at), (200_000_000 + version).ToString("000000000", System.Globalization.CultureInfo.InvariantCulture), json.AsSpan(at + 9));
        return Encoding.UTF8.GetBytes("{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\"," + changed[1..] + "}\n");
    }

    /// <summary>Lets the watch tell this.</summary>
    public void Feed(ReadOnlyMemory<byte> frames) => _changes.Feed(frames);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TransportLane lane, CancellationToken cancellationToken)
    {
        Stream body = request.RequestUri!.OriginalString switch
        {
            var uri when !uri.Contains("/deployments", StringComparison.Ordinal) => new MemoryStream("ok"u8.ToArray()),
            var uri when uri.Contains("watch=", StringComparison.Ordinal) => Watch(),
            _ => new MemoryStream(_list, writable: false),
        };
        var content = new StreamContent(body);
        content.Headers.ContentType = new("application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }

    public ValueTask DisposeAsync() => _changes.DisposeAsync();

    private FeedStream Watch()
    {
        _watched.TrySetResult();
        return _changes;
    }
}
