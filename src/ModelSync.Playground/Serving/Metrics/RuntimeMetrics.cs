namespace ModelSync.Playground.Serving.Metrics;

/// <summary>The metrics of one server, as its runtime names them. Safe for use from many threads.</summary>
internal abstract class RuntimeMetrics
{
    // Metrics of the answers, whose methods clients choose.
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
    private readonly Lock _lock = new();

    protected MetricPage Page { get; } = new();

    /// <summary>Whether whole numbers are written with a decimal point.</summary>
    protected virtual bool WithPoint => true;

    public void Finished(in FinishedInference inference)
    {
        lock (_lock)
        {
            Finished_NeedsLock(inference);
        }
    }

    public void Answered(in AnsweredRequest request)
    {
        lock (_lock)
        {
            Answered_NeedsLock(request);
        }
    }

    /// <summary>The page, while so many inferences are under way.</summary>
    public ReadOnlyMemory<byte> Write(int running)
    {
        lock (_lock)
        {
            Running_NeedsLock(running);
            return MetricText.Write(Page, WithPoint);
        }
    }

    /// <summary>A method as a label: unknown ones are one.</summary>
    protected static string MethodOf(in AnsweredRequest request) => Methods.Contains(request.Method, StringComparer.Ordinal) ? request.Method : "OTHER";

    protected virtual void Finished_NeedsLock(in FinishedInference inference)
    {
    }

    protected virtual void Answered_NeedsLock(in AnsweredRequest request)
    {
    }

    protected virtual void Running_NeedsLock(int running)
    {
    }
}
