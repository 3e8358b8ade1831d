namespace ModelSync.Api.Gates;

/// <summary>What is known of every runtime that has metrics.</summary>
public enum ProfileMetric
{
    /// <summary>The share of failed requests, from 0 to 1.</summary>
    ErrorRate,

    /// <summary>The median latency in seconds.</summary>
    LatencyP50,

    /// <summary>The 95th percentile of the latency in seconds.</summary>
    LatencyP95,

    /// <summary>The 99th percentile of the latency in seconds.</summary>
    LatencyP99,

    /// <summary>The 95th percentile of the time to the first token in seconds.</summary>
    TTFT,

    /// <summary>Requests, or generated tokens, in a second.</summary>
    Throughput,

    /// <summary>The share of the capacity in use, from 0 to 1.</summary>
    Saturation,

    /// <summary>Requests in the window.</summary>
    Samples,
}
