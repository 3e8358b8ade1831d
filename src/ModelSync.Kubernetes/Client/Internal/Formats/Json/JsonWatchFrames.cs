using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>A watch in JSON: one event a line.</summary>
internal sealed class JsonWatchFrames<T> : WatchFrames<T>
    where T : class, IKubernetesObject
{
    private readonly JsonFrameReader<T> _reader;
    private readonly LineSplitter _lines;

    public JsonWatchFrames(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request)
    {
        _reader = new JsonFrameReader<T>(codec, request, maxObjectBytes);
        _lines = new LineSplitter(buffer, _reader.MaxLineBytes);
    }

    public override bool HasRest => _lines.HasRest;

    public override ValueTask<bool> MoveNextAsync(Stream stream) => _lines.MoveNextAsync(stream);

    public override WatchEvent<T> Read()
    {
        var watchEvent = _lines.IsOversized ? _reader.ReadOversized(_lines.Current) : _reader.Read(_lines.Current);
        _lines.Release();
        return watchEvent;
    }
}
