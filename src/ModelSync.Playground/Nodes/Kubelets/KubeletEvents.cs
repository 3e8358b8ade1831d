using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;
using ModelSync.Playground.Nodes.Life;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>
/// Sends what kubelets tell, in the old form with counts that every kubectl shows. Like theirs it may lose Events when they come faster than
/// the API server takes them, normal ones first, and never holds a pod up.
/// </summary>
internal sealed class KubeletEvents
{
    // Statuses come first: two senders leave most of the API server to them.
    private const int Senders = 2;
    private const int Backlog = 32 * 1024;
    private const int MostTries = 5;
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly IResourceClient<Event> _events;
    private readonly IResourceClient<DynamicObject> _created;
    private readonly KubeletLog _log;
    private readonly TimeProvider _time;
    private readonly Channel<Telling>[] _queues =
        [.. Enumerable.Range(0, Senders).Select(_ => Channel.CreateBounded<Telling>(new BoundedChannelOptions(Backlog) { SingleReader = true }))];

    private long _lost;
    private long _names;

    public KubeletEvents(IKubernetesClient client, KubeletLog log, TimeProvider time) =>
        (_events, _created, _log, _time) = (client.Resource<Event>(), client.Dynamic(Event.Resource), log, time);

    public IEnumerable<Func<CancellationToken, Task>> Loops =>
        _queues.Select(queue => new Func<CancellationToken, Task>(token => SendAllAsync(queue.Reader, token)));

    /// <summary>Takes an Event along; each pod's are sent in their order.</summary>
    public void Tell(SimulatedPod pod, KubeletEvent told)
    {
        var queue = _queues[(uint)StringComparer.Ordinal.GetHashCode(pod.Pod.Metadata.Uid!) % Senders];
        var isCrowded = queue.Reader.Count > Backlog / 2;
        if ((isCrowded && !told.IsWarning) || !queue.Writer.TryWrite(new Telling(pod, told, _time.GetUtcNow())))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    private async Task SendAllAsync(ChannelReader<Telling> queue, CancellationToken cancellationToken)
    {
        await foreach (var telling in queue.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await SendAsync(telling, cancellationToken).ConfigureAwait(false);
            if (queue.Count == 0 && Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
            {
                _log.EventsOverflow(lost);
            }
        }
    }

    private async Task SendAsync(Telling telling, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await SendOnceAsync(telling, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (tries < MostTries && MayHeal(e))
            {
                await Task.Delay(RetryPause, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
            {
                // Its namespace is about to go, most of the time.
                _log.EventLost(telling.Told.Reason, telling.Pod.Pod.Metadata.Key.ToString(), e.Message);
                return;
            }
        }
    }

    private static bool MayHeal(Exception e) =>
        e is KubernetesConnectionException or KubernetesApiException { StatusCode: >= HttpStatusCode.InternalServerError };

    private async Task SendOnceAsync(Telling telling, CancellationToken cancellationToken)
    {
        var (pod, told, at) = telling;
        if (pod.Events.Find(told) is { } earlier)
        {
            var count = earlier.Count + 1;
            try
            {
                var body = string.Create(CultureInfo.InvariantCulture, $$"""{"count":{{count}},"lastTimestamp":"{{new KubeTime(at)}}"}""");
                var key = new NamespacedName(pod.Pod.Metadata.Namespace, earlier.Name);
                await _events.PatchAsync(key, Patch.Merge(Encoding.UTF8.GetBytes(body)), options: null, cancellationToken).ConfigureAwait(false);
                pod.Events.Set(told, earlier with { Count = count });
                return;
            }
            catch (KubernetesApiException e) when (e.IsNotFound)
            {
                pod.Events.Forget(told); // The API server forgets Events after an hour.
            }
        }

        var name = NameFor(pod.Pod.Metadata.Name!, at);
        await _created.CreateAsync(Body(pod.Pod, name, told, at), options: null, cancellationToken).ConfigureAwait(false);
        pod.Events.Set(told, new EventTally.Entry(name, Count: 1));
    }

    // Written by hand, because the operator's model of a reference has no field path: its own events are about whole objects.
    private static DynamicObject Body(KubeletPod pod, string name, KubeletEvent told, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var component = pod.Spec?.NodeName is null ? "modelsync-playground" : "kubelet";
            writer.WriteStartObject();
            WriteTexts(writer, ("apiVersion", "v1"), ("kind", "Event"));
            WriteObject(writer, "metadata", ("name", name), ("namespace", pod.Metadata.Namespace));
            WriteObject(
                writer,
                "involvedObject",
                ("apiVersion", "v1"),
                ("kind", "Pod"),
                ("namespace", pod.Metadata.Namespace),
                ("name", pod.Metadata.Name),
                ("uid", pod.Metadata.Uid),
                ("fieldPath", told.FieldPath));
            WriteTexts(writer, ("type", told.IsWarning ? "Warning" : "Normal"), ("reason", told.Reason), ("message", told.Message));
            writer.WriteNumber("count", 1);
            WriteTexts(writer, ("firstTimestamp", new KubeTime(at).ToString()), ("lastTimestamp", new KubeTime(at).ToString()));
            WriteObject(writer, "source", ("component", component), ("host", pod.Spec?.NodeName));
            WriteTexts(writer, ("reportingComponent", component), ("reportingInstance", pod.Spec?.NodeName));
            writer.WriteEndObject();
        }

        return DynamicObject.Parse(buffer.WrittenSpan.ToArray());
    }

    private static void WriteObject(Utf8JsonWriter writer, string name, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        writer.WriteStartObject(name);
        WriteTexts(writer, members);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }
    }

    private string NameFor(string pod, DateTimeOffset at)
    {
        var start = pod.Length <= 200 ? pod : pod[..200].TrimEnd('.', '-');
        return string.Create(CultureInfo.InvariantCulture, $"{start}.{at.UtcTicks + Interlocked.Increment(ref _names):x16}");
    }

    private readonly record struct Telling(SimulatedPod Pod, KubeletEvent Told, DateTimeOffset At);
}
