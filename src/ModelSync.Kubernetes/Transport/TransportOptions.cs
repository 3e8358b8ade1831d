namespace ModelSync.Kubernetes.Transport;

/// <summary>Limits that decide how soon a dead connection is noticed; the defaults keep it within 30 seconds.</summary>
public sealed record TransportOptions
{
    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection may be silent, used or idle, before an HTTP/2 ping is sent; at least one second.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the answer to a ping may take before the connection and all that runs on it fail; at least one second.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// How long TCP, proxy and TLS may take together, and how long a request may wait for a connection, counted from its own start, however many others
    /// wait. A request that has been sent is not cut by it, however late the answer is.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is given new requests, so that DNS and load balancer changes are followed; what runs on it is not cut.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long an exec plugin may take for its answer, unless it must ask a person (`interactiveMode: Always`). The default ends it before callers give
    /// up on the request, who would blame the server.
    /// </summary>
    public TimeSpan PluginTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The User-Agent of every request that brings none.</summary>
    public string UserAgent { get; init; } = "modelsync";

    /// <summary>
    /// The longest that a dead HTTP/2 connection stays unnoticed. The handler looks in steps of a quarter of the smaller of <see cref="PingDelay"/> and
    /// <see cref="PingTimeout"/> but at least a second,
    /// and either of the two limits may be missed by one step.
    /// </summary>
    public TimeSpan LongestBlindTime => PingDelay + PingTimeout + (2 * Step);

    private TimeSpan Step
    {
        get
        {
            var quarter = (PingDelay < PingTimeout ? PingDelay : PingTimeout) / 4;
            return quarter > ShortestStep ? quarter : ShortestStep;
        }
    }

    /// <summary>Refuses values that the connection could not keep to.</summary>
    /// <exception cref="ArgumentException">The message names the option, its value and the range.</exception>
    internal static void Validate(TransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options.PingDelay, ShortestStep, nameof(PingDelay));
        Check(options.PingTimeout, ShortestStep, nameof(PingTimeout));
        Check(options.ConnectTimeout, TimeSpan.FromMilliseconds(1), nameof(ConnectTimeout));
        Check(options.ConnectionLifetime, ShortestStep, nameof(ConnectionLifetime));
        Check(options.PluginTimeout, TimeSpan.FromMilliseconds(1), nameof(PluginTimeout));
        if (string.IsNullOrWhiteSpace(options.UserAgent) || options.UserAgent.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException($"{nameof(UserAgent)} must be one line that is not empty.", nameof(options));
        }
    }

    private static void Check(TimeSpan value, TimeSpan least, string option)
    {
        // A day is far beyond sense and far below what sockets and timers can count.
        if (value < least || value > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{option} must lie between {least} and one day.");
        }
    }
}
