namespace ModelSync.Api.Gates;

/// <summary>How a gate measures.</summary>
public enum GateType
{
    /// <summary>By a request to the candidate.</summary>
    Probe,

    /// <summary>By a Job whose exit code decides.</summary>
    Job,

    /// <summary>By asking a service of the user's.</summary>
    Webhook,

    /// <summary>By the metrics of the revision's pods.</summary>
    Scrape,

    /// <summary>By a query.</summary>
    Prometheus,
}
