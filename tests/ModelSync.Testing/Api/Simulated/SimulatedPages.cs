namespace ModelSync.Testing.Api.Simulated;

/// <summary>Lists that are handed out in pages; a token lives five minutes. Not thread-safe: the world's lock is held.</summary>
internal sealed class SimulatedPages(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (IReadOnlyList<SimulatedObject> Left, long Version, long Since)> _tokens = new(StringComparer.Ordinal);
    private long _count;

    public SimulatedPage First(IReadOnlyList<SimulatedObject> all, long version, int limit) => Cut(all, version, limit, clock.GetTimestamp());

    /// <exception cref="Kubernetes.Client.KubernetesApiException">The token has expired.</exception>
    public SimulatedPage Next(string token, int limit) =>
        _tokens.Remove(token, out var rest) && clock.GetElapsedTime(rest.Since) < Lifetime
            ? Cut(rest.Left, rest.Version, limit, rest.Since)
            : throw SimulatedErrors.Expired();

    public void Expire() => _tokens.Clear();

    private SimulatedPage Cut(IReadOnlyList<SimulatedObject> all, long version, int limit, long since)
    {
        if (limit <= 0 || all.Count <= limit)
        {
            return new SimulatedPage(all, version, Continue: null);
        }

        var token = $"token-{++_count}";
        _tokens.Add(token, ([.. all.Skip(limit)], version, since));
        return new SimulatedPage([.. all.Take(limit)], version, token);
    }
}
