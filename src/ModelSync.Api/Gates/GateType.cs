namespace ModelSync.Api.Gates;

/// <summary>How a gate measures.</summary>
public enum GateType
{
    /// <summary>By a request to the candidate.</summary>
    Probe,

    /// <summary>By a Job whose exit code decides.</summary>
    Job,

    /// <summary>By asking a service of your own.</summary>
    Webhook,

    /// <summary>By the metrics that the revision's pods publish; no Prometheus is needed.</summary>
    Scrape,

    /// <summary>By a query to a Prometheus server.</summary>
    Prometheus,
}
