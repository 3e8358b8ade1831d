using System.Threading.Channels;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>Has every request looked at that comes through a channel, until the channel is completed.</summary>
/// <param name="name">The name, for logs.</param>
/// <param name="channel">The channel; read by one controller only.</param>
public sealed class ChannelSource(string name, ChannelReader<Request> channel) : IEventSource
{
    /// <inheritdoc />
    public string Name { get; } = name;

    /// <inheritdoc />
    public async Task RunAsync(IRequestSink requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        await foreach (var request in channel.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            requests.Add(request);
        }
    }
}
