namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The endpoints of a runtime: what each request means and which words it is answered in. Without state, so one serves for all servers.</summary>
internal interface IRuntimeProtocol
{
    /// <summary>How this runtime says that something is wrong.</summary>
    ErrorStyle Errors { get; }

    /// <summary>Where the metrics are.</summary>
    string MetricsPath { get; }

    Plan Route(ServedModel model, ServingRequest request);
}
