namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>
/// Gives pods addresses of 10.244.0.0/16, which nothing ever dials. A released one is given again only after all others, as clients
/// that still hold it would otherwise reach a stranger. Safe for use from many threads.
/// </summary>
internal sealed class PodAddresses
{
    private const string Prefix = "10.244.";
    private const int First = 1;
    private const int Last = (256 * 256) - 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _byPod = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private int _next = First;

    /// <summary>The pod's address: the one it has, else <paramref name="present"/> (given by an earlier run), else a new one.</summary>
    public string Take(string podUid, string? present)
    {
        lock (_lock)
        {
            if (_byPod.TryGetValue(podUid, out var own))
            {
                return own;
            }

            var address = present is not null && _taken.Add(present) ? present : TakeFree();
            _byPod.Add(podUid, address);
            return address;
        }
    }

    public void Release(string podUid)
    {
        lock (_lock)
        {
            if (_byPod.Remove(podUid, out var address))
            {
                _taken.Remove(address);
            }
        }
    }

    private string TakeFree()
    {
        for (var tries = First; tries <= Last; tries++)
        {
            var address = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{_next / 256}.{_next % 256}");
            _next = _next == Last ? First : _next + 1;
            if (_taken.Add(address))
            {
                return address;
            }
        }

        throw new InvalidOperationException($"All {Last} pod addresses are taken: delete some pods.");
    }
}
